"""The checks: functions from a view to the faults in it."""
