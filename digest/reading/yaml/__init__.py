"""Read YAML into values, field by field. Each mistake is reported with its line and column."""
