"""FZ52x: last year's words in this year's report."""
