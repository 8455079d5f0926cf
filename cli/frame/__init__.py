"""What every command is made of: options, output, tables, errors and words."""
