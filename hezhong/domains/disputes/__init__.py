"""Disputes in the making (劳动纠纷苗头): warnings from complaints, supplies, taxes and rent."""
