"""Preview: the report on sheets of paper in the browser, with its findings, updated whenever the file is saved."""
