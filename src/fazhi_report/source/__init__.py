"""Reading of data files into reports, with the position of every value, and writing of them."""
