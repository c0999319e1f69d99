"""The entitlements, reckoned a second time by other means and compared; and their speed."""
