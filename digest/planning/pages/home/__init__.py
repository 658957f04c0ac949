"""The home page: which stories it tells and in which order, what is new, and the page itself."""
