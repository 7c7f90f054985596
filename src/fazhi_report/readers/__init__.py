"""Readers of old files, which return raw paragraphs and tables."""
