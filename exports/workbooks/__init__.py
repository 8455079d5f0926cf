"""Tables as workbooks of a spreadsheet program."""
