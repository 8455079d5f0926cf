"""The history of a figure as steps, with what moved it marked and listed."""
