"""Views: what templates, feeds and data files may see. Each is a frozen value for one kind of page."""
