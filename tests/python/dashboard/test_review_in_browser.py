"""The review in a real browser, from the file system, light and dark: it draws, and the console stays empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from review_marts import make_review
from test_review import HOSTILE, review_of

from groundswell.dashboard.screenshot import browse, find_browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on the path: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quoted = HOSTILE.replace("'", "''")
    rename = f"update mart_account_standings set account_name = '{quoted}' where account_id = 'A2'"
    odd = "update mart_account_standings set account_id = 'a/b #3%' where account_id = 'A3'"
    return review_of(
        make_review(tmp_path_factory.mktemp("browser") / "serving.duckdb", rename, odd), notice="Invented data"
    )


def opened(folder: Path, address: str, scheme: str = "light") -> str:
    """The document that stands when `address` has drawn."""
    run = browse(f"{folder.as_uri()}/{address}", "--dump-dom", "--window-size=1280,1400", scheme=scheme)
    assert "CONSOLE" not in run.stderr, [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    return run.stdout


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_draws_and_lists_all_accounts(folder: Path, scheme: str) -> None:
    page = opened(folder, "index.html", scheme)
    assert page.count('data-drawn="yes"') == 3
    listed = re.search(r'<tbody id="all-accounts">(.*?)</tbody>', page, flags=re.DOTALL)[1]
    assert listed.count("<tr>") == 3
    assert "account.html#a%2Fb%20%233%25" in listed
    assert "3 of 3 shown" in page
    assert "<img" not in page


def test_an_owner_narrows_every_list_of_accounts_and_the_page_says_what_it_does_not(tmp_path: Path) -> None:
    folder = review_of(make_review(tmp_path / "serving.duckdb"))
    choose = """{
        const owner = document.querySelector('[data-filter=owner]');
        owner.value = 'Theo';
        owner.dispatchEvent(new Event('change'));
    }"""
    (folder / "assets" / "choose.js").write_text(choose, encoding="utf-8")
    html = (folder / "index.html").read_text(encoding="utf-8")
    with_choice = html.replace("</body>", '<script src="assets/choose.js"></script></body>')
    (folder / "index.html").write_text(with_choice, encoding="utf-8")
    page = opened(folder, "index.html")
    # the alert, the touchpoint and the account to discuss are of somebody else
    rows = re.findall(r"<(?:tr|tbody) data-owner=[^>]*>", page)
    assert len(rows) == 3 and all('data-owner="Ines"' in row and "hidden" in row for row in rows)
    assert "None on an account of this owner" in page
    assert re.search(r'id="narrowed" role="status">Lists of accounts', page)
    assert "1 of 1 shown" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_account_draws_on_demand(folder: Path, scheme: str) -> None:
    page = opened(folder, "account.html#A1", scheme)
    drawn = re.findall(r'id="(\w+)" data-kind="\w+"[^>]*data-drawn="yes"', page)
    assert drawn == ["mood", "tickets", "usage", "emotions"]
    assert "The export fails again" in page
    assert "Look at the logs" in page


@pytest.mark.parametrize(("most", "ticks"), [(1, ["0", "1"]), (2, ["0", "1", "2"]), (0, None)])
def test_an_axis_of_counts_has_whole_numbers_and_none_at_all_is_said(
    tmp_path: Path, most: int, ticks: list[str] | None
) -> None:
    few = f"update mart_account_weeks set n_tickets = case weeks_ago when 3 then {most} else 0 end"
    page = opened(review_of(make_review(tmp_path / "serving.duckdb", few)), "account.html#A1")
    if ticks is None:
        assert "No ticket is known in this time." in page and 'id="tickets"' not in page
        return
    labels = re.findall(r"role-axis-label.*?</g>", page[page.index('id="tickets"') :], flags=re.DOTALL)[1]
    assert re.findall(r">(\d+)</text>", labels) == ticks


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (
            "account.html#%3Cimg%20src=x%20onerror=alert(1)%3E",
            "No active account has the id “&lt;img src=x onerror=alert(1)&gt;”",
        ),
        ("account.html#%E0%A4%A", "No active account has the id"),
        ("account.html", "No account is named in the address"),
        ("account.html#a%2Fb%20%233%25", "baseline forming, 34 of 60 days"),
        ("account.html#A2", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_any_address_is_answered_in_words(folder: Path, address: str, says: str) -> None:
    page = opened(folder, address)
    assert says in page
    assert "<img" not in page


def test_an_account_whose_file_was_left_behind_says_so(folder: Path) -> None:
    (folder / "accounts" / "00000.js").rename(folder / "accounts" / "away.js")
    try:
        run = browse(f"{folder.as_uri()}/account.html#A2", "--dump-dom")
        assert "copy the whole folder of the review" in run.stdout
    finally:
        (folder / "accounts" / "away.js").rename(folder / "accounts" / "00000.js")
