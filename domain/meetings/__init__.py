"""Meetings: agenda, attendance, interests declared and minutes."""
