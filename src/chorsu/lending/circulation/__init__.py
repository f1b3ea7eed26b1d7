"""Check-out, check-in and the rules behind them."""
