"""What each movement and the decision behind it is asked, one small function a rule."""
