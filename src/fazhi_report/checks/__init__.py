"""Rules that look at what we have and say what is wrong; they never touch it."""
