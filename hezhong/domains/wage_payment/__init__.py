"""Payment of wages by employers (工资支付): warnings from payrolls and bank lines of employers without a site."""
