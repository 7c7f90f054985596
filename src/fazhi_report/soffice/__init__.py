"""LibreOffice as a servant: found, called on a profile of its own, watched, and never believed."""
