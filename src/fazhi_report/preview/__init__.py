"""The report on sheets of paper in the browser, beside its findings, while somebody writes it."""
