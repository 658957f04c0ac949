"""Words that stand for a name that must be forgotten: texts and slugs in, the same without the name out. Pure."""
