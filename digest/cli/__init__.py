"""The command line: one module per command, with its arguments, its call and its words on the terminal."""
