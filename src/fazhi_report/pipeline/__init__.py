"""The road as functions: each module one errand, so that a command imports no more than it walks."""
