"""The commands: each module takes options and gives a result, and prints nothing."""
