"""The ledger after this build, and redirects and notices for URLs that no page has any more."""
