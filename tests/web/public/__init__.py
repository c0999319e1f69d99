"""Pages, as a browser and a stranger see them."""
