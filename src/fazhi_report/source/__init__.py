"""From the text of a data file to the report it holds, and a position for everything in it."""
