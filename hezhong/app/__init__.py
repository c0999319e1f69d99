"""The product put together: settings, addresses, the command line, the processes."""
