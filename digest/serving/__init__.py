"""A site on the loopback address while it is written: HTTP, the marks on its pages, and the browser that reloads."""
