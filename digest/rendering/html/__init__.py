"""Pages as HTML: the Jinja environment, the theme's templates and filters, words, JSON-LD, and mistakes in templates."""
