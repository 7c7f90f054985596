"""The command line: parse, call, show, exit; no decision is made here."""
