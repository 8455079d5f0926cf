"""The projects as a tree: what each must save, how it stands, and what that comes to above."""
