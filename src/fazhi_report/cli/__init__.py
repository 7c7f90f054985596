"""The command line: its modules parse options, call a command, show the result and give the exit code."""
