"""Published statistics → data files: tables of documents and workbooks, found by the labels of their rows and columns."""
