"""One module per command: its arguments, its call, and its words on the terminal."""
