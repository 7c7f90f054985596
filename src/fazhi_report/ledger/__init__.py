"""The year's figures as one ledger: what is given, what follows, and how."""
