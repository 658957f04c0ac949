"""Articles, incidents and own pages: a file's front matter and text become a value."""
