"""The leak gate: search all bytes for the names, also encoded, before they are published. It shares no code with `redact` but the rules."""
