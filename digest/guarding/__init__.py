"""The last look at every file that is about to be published: no name that must be forgotten is in it, however encoded. Pure."""
