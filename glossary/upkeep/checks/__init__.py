"""The checks: functions from a book to the faults in it."""
