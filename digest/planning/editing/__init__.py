"""What an editor's request changes in which file."""
