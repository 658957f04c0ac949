"""The settings of a site: config.yaml, its theme group, and the private redaction rules."""
