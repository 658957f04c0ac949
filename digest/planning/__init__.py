"""Values to values: what is visible, where everything stands, and every page of the site with all that it shows. Pure."""
