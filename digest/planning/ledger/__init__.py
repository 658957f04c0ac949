"""The ledger after this build, and what becomes of URLs that no page has any more."""
