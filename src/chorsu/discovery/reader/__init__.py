"""Reading in the browser."""
