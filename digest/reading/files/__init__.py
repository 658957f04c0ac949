"""Files as bytes and text: which there are, what they hold, how large pictures are, and what the program itself brings along."""
