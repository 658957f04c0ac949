"""Where a site begins: the files of a new site, and of a new article, incident or page."""
