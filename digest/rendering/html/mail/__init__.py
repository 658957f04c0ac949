"""An edition as an e-mail: its HTML with inline styles, its plain text, and both as one message."""
