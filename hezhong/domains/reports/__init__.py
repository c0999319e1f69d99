"""Reports of labour violations, mostly anonymous (举报): sealed content, a receipt, letters both ways, a matter for an inspector."""
