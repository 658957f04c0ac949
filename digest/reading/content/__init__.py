"""Read the documents of `content/`: front matter and text become an article, an incident file or a page of the site."""
