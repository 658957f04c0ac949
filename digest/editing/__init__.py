"""Edit the files of editors: a text and changes in, a new text out. All other bytes of the file stay the same."""
