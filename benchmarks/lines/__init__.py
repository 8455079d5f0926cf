"""What is measured: one module a subject, one function a group of lines."""
