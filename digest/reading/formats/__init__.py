"""Front matter in all its formats: where it begins and ends, and its fields as the same nodes, whatever the format is."""
