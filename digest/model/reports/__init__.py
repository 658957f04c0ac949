"""The results of commands: of a build, of an edit, of a forecast of feeds, of redaction."""
