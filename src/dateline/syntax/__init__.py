"""Words and edges of a parsed report, without spaCy: the tree, its repairs, and who fills which deep role."""
