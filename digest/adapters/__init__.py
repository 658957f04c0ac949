"""One module for each outside library or system facility: serialization, checksums, languages, search, processes, clocks."""
