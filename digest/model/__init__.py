"""The data types of digest: frozen values and the pure rules that belong to them. It imports only the standard library."""
