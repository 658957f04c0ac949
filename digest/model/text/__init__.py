"""Rules about text that belong to no file format: characters, letters, colours, and words in the site's language."""
