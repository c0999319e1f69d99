"""Working hours and rest (工作时间和休息休假): warnings from what teams write down and gates see."""
