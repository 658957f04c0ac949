"""The commands that change content: digest init, new, import, and those that edit."""
