"""Actions: what somebody must now do, by when, and who says that it is done."""
