"""The statuses of projects by month, as a field of letters and colours."""
