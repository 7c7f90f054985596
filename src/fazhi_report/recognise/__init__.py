"""Recognises which element of an official document each line is."""
