"""The command about routes: what there is, what is wrong with it, where it leads."""
