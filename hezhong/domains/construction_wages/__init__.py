"""Wages on building sites (农民工工资支付监控): what roster, attendance, payroll and bank say of them."""
