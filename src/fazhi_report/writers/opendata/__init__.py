"""The year's figures as open data: for other programs, for spreadsheets, and what their columns mean."""
