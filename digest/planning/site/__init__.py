"""The site as a graph: nodes with addresses, the index by which pages look them up, and what all pages share."""
