"""YAML into values, field by field, every mistake with its line and column."""
