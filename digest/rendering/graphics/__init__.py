"""Charts, maps and the social image."""
