"""Bytes that are about to be published are searched for the names, also encoded. Shares no code with redact but the rules."""
