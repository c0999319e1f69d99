"""What has to be approved is not done without it: by page, by program, by whoever may not."""
