"""One module per outside library or system facility that several sections need: serialization, languages, search, processes, clocks."""
