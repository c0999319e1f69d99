"""The printer of official papers: Typst, the shared style of its papers, and the fonts they are set in."""
