"""From articles to incidents: what can be seen, what belongs together, and how much of a text is shown."""
