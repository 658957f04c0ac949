"""The pages of incidents, and the list of all of them."""
