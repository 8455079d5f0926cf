"""Conditions: what an approval or a gate's go hangs on, until it is discharged or breached."""
