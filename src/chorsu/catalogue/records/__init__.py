"""Source records kept verbatim and the editions derived from them."""
