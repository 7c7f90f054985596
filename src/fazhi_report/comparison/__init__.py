"""Years and units side by side: rows, series, and what they are written as."""
