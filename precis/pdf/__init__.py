"""An explainer as a booklet: its HTML as a tree of plain data, which a fixed template sets into a PDF."""
