"""Where something personal stands in a text, and what is put in its place."""

Span = tuple[int, int, str]  # start, end, placeholder
