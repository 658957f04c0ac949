"""What waits for editors: the desk, and what changes by itself."""
