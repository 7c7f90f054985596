"""Many reports in one call: found, worked through on all cores, told in a stable order."""
