"""The tour: the stories of the product told in Chromium on a running demonstration, kept as an illustrated album."""
