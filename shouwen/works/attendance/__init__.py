"""Attendance: planned shifts, the clock, corrections, and what each shift came to."""
