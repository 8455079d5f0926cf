"""Authority in use: whether who acts may, by role or by delegation."""
