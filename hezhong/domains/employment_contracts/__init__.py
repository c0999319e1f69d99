"""Employment contracts (劳动合同): warnings of work without a written contract, and after its end."""
