"""What things are: frozen values and the pure rules that belong to them. Imports the standard library only."""
