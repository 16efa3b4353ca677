"""The hall: numbers, counters and whose turn it is. It has no tables; the journal's facts of the day are all there is."""
