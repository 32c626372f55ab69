"""Reviews become landing rows without losing one, and the report reads nothing but marts."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "app_reviews"
REVIEWS = [
    ("Google_Drive", "2020-05-01 10:00:00", 5, "Great app", "I use it daily."),
    ("Google_Drive", "2020-05-01 11:00:00", 1, "Why?!", "It won\\'t open"),
    ("Google_Drive", "2020-05-02 11:00:00", 4, "Very good", "Very good for school &amp; home"),
    ("Own_App", "2020-05-02 12:00:00", 2, "太慢", None),
    ("Own_App", "2020-05-02 12:00:00", 2, "太慢", None),
    ("Gmail", "2020-06-01 12:00:00", 3, None, None),
]
RELEASES = [
    ("Google_Drive", "2020-04-30", "4.2", "What's new:\n\n• Faster   search"),
    ("Gmail", "2020-05-03", " 6.0", ""),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with duckdb.connect() as connection:
        connection.execute("create table reviews (app text, date timestamp, rating bigint, title text, content text)")
        connection.executemany("insert into reviews values (?, ?, ?, ?, ?)", REVIEWS)
        connection.execute("create table releases (app text, date text, version text, release text)")
        connection.executemany("insert into releases values (?, ?, ?, ?)", RELEASES)
        for name in ("reviews", "releases"):
            connection.table(name).write_parquet(str(folder / f"{name}.parquet"))
    return folder


def run(script: str, *arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, EXAMPLE / f"{script}.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def landing(data: Path, out: Path, *more: object) -> list[dict]:
    assert run("to_landing", "--data", data, "--out", out, *more).returncode == 0
    with duckdb.connect() as connection:
        return connection.read_parquet(str(out / "interactions.parquet")).to_arrow_table().to_pylist()


def test_every_review_becomes_a_public_interaction(data, tmp_path):
    rows = landing(data, tmp_path / "out")
    assert len(rows) == len(REVIEWS)
    assert {row["channel"] for row in rows} == {"review"}
    assert {row["rating_scale"] for row in rows} == {"stars_1_5"}
    assert {row["account_key"] for row in rows} == {None}
    assert sorted(row["rating"] for row in rows) == [1, 2, 2, 3, 4, 5]
    assert {(row["product"], row["brand"]) for row in rows} == {
        ("Google Drive", "Google"), ("Gmail", "Google"), ("Own App", None)
    }  # fmt: skip


def test_title_and_content_become_one_text(data, tmp_path):
    assert [row["text"] for row in landing(data, tmp_path / "out")] == [
        "Great app. I use it daily.",
        "Why?! It won't open",
        "Very good for school & home",
        "太慢",
        "太慢",
        None,
    ]


def test_ids_are_unique_for_identical_rows_and_do_not_depend_on_the_files_order(data, tmp_path):
    before = {row["interaction_id"] for row in landing(data, tmp_path / "one")}
    assert len(before) == len(REVIEWS)
    with duckdb.connect() as connection:
        file = str(data / "reviews.parquet")
        connection.execute("create table turned as from read_parquet(?) order by date desc", [file])
        connection.table("turned").write_parquet(file)
    assert {row["interaction_id"] for row in landing(data, tmp_path / "two")} == before


def test_a_sample_is_the_same_on_every_run_and_part_of_the_whole(data, tmp_path):
    everything = landing(data, tmp_path / "all")
    sample = landing(data, tmp_path / "one", "--sample", 3)
    assert len(sample) == 3
    assert all(row in everything for row in sample)
    assert landing(data, tmp_path / "two", "--sample", 3) == sample


def test_releases_become_events_of_the_product(data, tmp_path):
    landing(data, tmp_path / "out")
    with duckdb.connect() as connection:
        events = connection.read_parquet(str(tmp_path / "out" / "events.parquet"))
        rows = events.project("event_type, scope, scope_id, cast(started_at as date)::text, title").fetchall()
    assert rows == [
        ("release", "product", "Google Drive", "2020-04-30", "Google Drive 4.2: Faster search"),
        ("release", "product", "Gmail", "2020-05-03", "Gmail 6.0"),
    ]


def test_a_missing_folder_is_explained(tmp_path):
    result = run("to_landing", "--data", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert result.returncode == 2
    for words in (str(tmp_path / "nowhere"), "App Store", "2017 to 2021", "evaluation only", "APP_REVIEWS="):
        assert words in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture
def serving(tmp_path: Path) -> Path:
    """A serving file with just the columns that the report may rely on: better stars, better sentiment."""
    file = tmp_path / "serving.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("""
            create schema marts;
            create table marts.fct_interactions as
            select
                'Gmail' as product,
                timestamp '2020-01-05 00:00:00' + to_months(cast(number % 6 as integer)) as occurred_at,
                cast(-1 + (number % 6) * 0.4 as decimal(9, 6)) as polarity,
                cast(1 + number % 5 as double) as rating,
                'stars_1_5' as rating_scale,
                true as is_customer_sentiment
            from range(120) as numbers (number);
            create table marts.fct_alerts as
            select
                'a1' as alert_id, 'product' as entity_type, 'Gmail' as entity_id, 'decline' as direction,
                'classic_20' as policy, true as is_default_policy, 'immediate' as tier, date '2020-03-04' as opened_on,
                cast(null as date) as closed_on, 0.2::double as baseline, -0.3::double as current_value;
            create table marts.fct_alert_events as
            select * from (values
                ('a1', 'e1', 'release', 'Gmail 6.0', 9), ('a1', 'e2', 'release', 'Gmail 6.1', -2),
                ('a1', 'e3', 'campaign', 'Spring sale', 0)
            ) as events (alert_id, event_id, event_type, title, days_from_event);
        """)
    return file


def test_the_report_shows_months_agreement_and_the_nearest_release(serving, tmp_path):
    result = run("report", "--database", serving, "--out", tmp_path / "report")
    assert result.returncode == 0, result.stderr
    assert "2020-06" in result.stdout
    assert "all apps" in result.stdout
    assert "Gmail 6.1" in result.stdout
    assert "Spring sale" not in result.stdout
    with duckdb.connect() as connection:
        monthly = connection.read_csv(str(tmp_path / "report" / "monthly.csv")).fetchall()
        agreement = connection.read_csv(str(tmp_path / "report" / "agreement.csv")).fetchall()
    assert len(monthly) == 6
    assert [round(row[4]) for row in monthly] == [0, 20, 40, 60, 80, 100]
    assert [row[0] for row in agreement] == ["Gmail", "all apps"]
    assert (tmp_path / "report" / "report.md").read_text() == result.stdout.removesuffix("\n")


def test_the_report_says_when_there_is_no_finished_run(tmp_path):
    result = run("report", "--database", tmp_path / "none.duckdb")
    assert result.returncode == 2
    assert "finished run" in result.stderr
