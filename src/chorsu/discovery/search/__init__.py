"""One search over print, digital and page text."""
