"""Deadline arithmetic done a second time, day by day, to check the product's deadlines against."""
