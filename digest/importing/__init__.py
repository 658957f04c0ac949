"""Import: what was collected or exported elsewhere becomes articles of digest. Values in, values out; nothing is fetched."""
