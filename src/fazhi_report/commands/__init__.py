"""What each command does: options in, result out."""
