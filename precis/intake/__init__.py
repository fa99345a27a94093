"""Any file with an article in it, read into blocks, so that each of its words is in one of them."""
