"""Old files to raw paragraphs and tables."""
