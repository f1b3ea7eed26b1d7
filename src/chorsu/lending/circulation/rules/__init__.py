"""What the library decides about lending, as values in and a decision out: terms, refusals, due dates, hold lives."""
