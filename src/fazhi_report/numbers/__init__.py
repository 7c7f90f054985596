"""Numbers as Chinese reports write them: figures, intervals, percentages, dates, and the finder."""
