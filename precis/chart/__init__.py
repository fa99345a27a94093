"""Charts: records that name facts, drawn as SVG in the page's language. Pure: no files, no MkDocs."""
