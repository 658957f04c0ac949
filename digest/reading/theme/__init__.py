"""Read the theme: templates, static files and catalogues of words; the site's own files replace the default ones."""
