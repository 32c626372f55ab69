"""One static page for people: what the marts say, picked and put into words. No figure is worked out here."""

from groundswell.dashboard.errors import PageError
from groundswell.dashboard.page import write_page

__all__ = ["PageError", "write_page"]
