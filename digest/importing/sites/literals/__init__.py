"""Settings of generators that are programs: their plain values are read, and nothing of them is executed."""
