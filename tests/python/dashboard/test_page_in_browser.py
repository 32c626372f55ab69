"""The page in a real browser, light and dark: its charts draw, and the console stays empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_marts import make_marts

from groundswell.dashboard import write_page
from groundswell.dashboard.screenshot import browse, find_browser, take

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on the path: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    hostile = (
        "update dim_accounts set account_name = '</script><script>console.error(1)</script>' where account_id = 'A2'"
    )
    return write_page(make_marts(folder / "serving.duckdb", hostile), folder / "page.html", notice="Invented data")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_draw_and_the_console_stays_empty(page: Path, scheme: str) -> None:
    # the address opens the first account's row, as a link from the alerts does
    run = browse(f"{page.as_uri()}#row-account-0", "--dump-dom", "--window-size=1280,1000", scheme=scheme)
    assert "CONSOLE" not in run.stderr, [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    charts = re.findall(r'<div class="chart[^>]*? id="([a-z]+-\d+)"(.*?)><svg', run.stdout)
    # the rows that are closed wait
    assert [name for name, _ in charts] == ["trend-0", "trend-1", "trend-2", "account-0"]
    assert all('data-drawn="yes"' in attributes for _, attributes in charts)
    assert 'aria-label="Weekly sentiment of All customers' in charts[0][1]
    drawn = run.stdout[run.stdout.index('id="account-0"') :]
    # the line of the series, the area of its band, the alert's triangle and the event's label
    assert re.search(r'<g class="mark-line[^>]*>\s*<path [^>]*d="M[^"]{40,}', drawn)
    assert re.search(r'<g class="mark-area[^>]*>\s*<path [^>]*d="M[^"]{40,}', drawn)
    assert 'fill="var(--decline)"' in drawn
    assert "Sign-in slow</text>" in drawn


def test_light_and_dark_look_different(page: Path, tmp_path: Path) -> None:
    pictures = [take(page, tmp_path / f"{scheme}.png", 640, 480, scheme).read_bytes() for scheme in ("light", "dark")]
    assert pictures[0] != pictures[1]
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
