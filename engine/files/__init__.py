"""Record files: reading YAML and JSON so that every error can name its line."""
