"""What the page carries in itself: the chart library from its installed package, the page's own script and styles."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

import vl_convert


@cache
def chart_library() -> str:
    """Vega, Vega-Lite and vega-embed in one script, out of the installed vl-convert package; takes about 3 s once."""
    # Nothing in it may end the script element that it is put into, or hide its end.
    return re.sub(r"<(?=/script|!--)", r"\\x3C", vl_convert.javascript_bundle(), flags=re.IGNORECASE)


@cache
def static(name: str) -> str:
    """A file of `static/`."""
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def content_hash(script: str) -> str:
    """The source expression by which a content security policy admits exactly this script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
