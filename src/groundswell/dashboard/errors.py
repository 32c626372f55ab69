"""What can go wrong while a page is written."""


class PageError(RuntimeError):
    """The page cannot be written; the message is one line for the person who asked for it."""
