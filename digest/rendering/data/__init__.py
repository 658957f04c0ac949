"""Data files as JSON and CSV, their schemas, and calendars."""
