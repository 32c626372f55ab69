"""The words of the pages, from `static/glossary.toml`."""

from __future__ import annotations

import tomllib

from groundswell.dashboard import assets

GLOSSARY: list[dict[str, str]] = tomllib.loads(assets.static("glossary.toml"))["term"]
