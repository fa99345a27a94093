"""A newsroom's article on its way into pages: read, divided into sections, and every word accounted for."""
