"""Use cases that look at a site and publish nothing."""
