"""Collective dismissal (经济性裁员): warnings from employers' daily reports of layoffs."""
