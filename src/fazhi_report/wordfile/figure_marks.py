"""What our .docx calls the marks of its figures: writers and readers agree here."""

from __future__ import annotations

NAMESPACE = "urn:fazhi-report:figures"
"""Of the custom XML part that says which figure each mark stands for."""
MARK_PREFIX = "_fz"
"""Names of the bookmarks begin so: the underscore hides them in Word's dialog (ISO/IEC 29500-1, 17.13.6.2)."""
SAID = ("label", "scope", "period", "source", "note")
"""What the part says of a figure beside its key and its words: the same as our web page."""
