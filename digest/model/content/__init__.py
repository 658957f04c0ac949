"""What editors write, as values: articles, incidents, pages, and the site that they make up."""
