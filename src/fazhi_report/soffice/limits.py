"""How long LibreOffice may take; the command line asks for it, so it imports nothing."""

from __future__ import annotations

SECONDS = 180
"""A first start on an old office machine takes most of a minute."""
