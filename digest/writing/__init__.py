"""Write `site/`: stage files beside it, move them into place in order, and record them in a manifest. Only this package writes the site."""
