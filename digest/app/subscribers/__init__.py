"""What subscribers get: forecast, look, mail."""
