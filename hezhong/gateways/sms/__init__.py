"""Short messages: a gateway spoken to over HTTP, and the local outbox (本机短信箱) of demonstration systems."""
