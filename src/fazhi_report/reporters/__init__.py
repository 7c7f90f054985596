"""Findings → text for people and for programs."""
