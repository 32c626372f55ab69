"""`python -m benchmarks.review`: size and speed of the review of a large portfolio, opened from the file system.

The serving file is simulated: the accounts of a small one are copied under other ids until there are enough, each with
its days, weeks, alerts, messages and next actions. A time is how much longer headless Chromium runs, with an empty
profile, until every chart is drawn, than on an empty page; the best of three, since the machine does other things too.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import click
import duckdb

from groundswell.dashboard.review import write_review
from groundswell.dashboard.screenshot import browse

RUNS = 3
# table: the columns that name the account, and those that must stay unique beside it
COPIED = {
    "dim_accounts": ("account_id", ()),
    "mart_account_standings": ("account_id", ()),
    "mart_account_weeks": ("account_id", ()),
    "mart_review_accounts": ("account_id", ()),
    "mart_next_actions": ("account_id", ("action_id",)),
    "mart_next_action_steps": ("account_id", ("action_id",)),
    "mart_account_health": ("account_id", ()),
    "mart_outcome_predictions": ("account_id", ()),
    "fct_outcome_drivers": ("account_id", ()),
}
OF_ENTITIES = {"fct_entity_days": (), "mart_entity_status": (), "fct_alerts": ("alert_id",)}


def enlarge(source: Path, target: Path, accounts: int) -> int:
    """Copy a serving file and multiply its accounts; gives how many active ones there are then."""
    shutil.copy(source, target)
    with duckdb.connect(str(target)) as connection:
        connection.execute("set schema = 'marts'")
        active = connection.execute("select count(*) from mart_account_standings").fetchone()[0]
        copies = -(-accounts // active) - 1
        connection.execute(f"create temporary table copies as select '~' || range as suffix from range({copies})")
        for table, (account, unique) in COPIED.items():
            _multiply(connection, table, (account, *unique), "true")
        for table, unique in OF_ENTITIES.items():
            _multiply(connection, table, ("entity_id", *unique), "entity_type = 'account'")
        _multiply(connection, "fct_alert_evidence", ("alert_id",), "true")
        _multiply(connection, "mart_weekly_review", ("entity_id", "account_id"), "entity_type = 'account'")
        names = "account_name = account_name || ' ' || account_id"
        connection.execute(f"update mart_account_standings set {names}")
        # ranks of one list follow one another again
        connection.execute(
            "update mart_weekly_review as review set item_rank = ranked.place from (select entity_id, section, "
            "row_number() over (partition by section order by item_rank, entity_id) as place from mart_weekly_review "
            "where entity_type = 'account') as ranked where review.entity_id = ranked.entity_id "
            "and review.section = ranked.section and review.entity_type = 'account'"
        )
        return connection.execute("select count(*) from mart_account_standings").fetchone()[0]


def _multiply(connection: duckdb.DuckDBPyConnection, table: str, keys: tuple[str, ...], where: str) -> None:
    renamed = ", ".join(f"{key} || suffix as {key}" for key in keys)
    connection.execute(
        f"insert into {table} by name select original.* replace ({renamed}) "
        f"from {table} as original, copies where {where}"
    )


def seconds_to_draw(url: str) -> float:
    """How much longer a browser runs until the page has drawn than on an empty one; the best of `RUNS` of each."""
    empty, full = [], []
    for _ in range(RUNS):
        for address, times in (("about:blank", empty), (url, full)):
            started = time.perf_counter()
            dom = browse(address, "--dump-dom", "--window-size=1280,1240").stdout
            times.append(time.perf_counter() - started)
        if 'data-drawn="yes"' not in dom:
            raise click.ClickException(f"{url} was not drawn")
    return min(full) - min(empty)


def megabytes(*paths: Path) -> float:
    """Size of files, in millions of bytes."""
    return sum(path.stat().st_size for path in paths) / 1e6


@click.command(help=__doc__)
@click.option("--database", type=click.Path(path_type=Path), default=Path("warehouse/demo.duckdb"), show_default=True)
@click.option("--accounts", type=int, default=5000, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Folder to leave the review in.")
def main(database: Path, accounts: int, keep: Path | None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        large = Path(scratch) / "large.duckdb"
        n = enlarge(database, large, accounts)
        started = time.perf_counter()
        first = write_review(large, keep or Path(scratch) / "review")
        written = time.perf_counter() - started
        folder = first.parent
        files = sorted((folder / "accounts").iterdir(), key=lambda path: path.stat().st_size)
        with duckdb.connect(str(large), read_only=True) as connection:
            last = connection.execute("select max(account_id) from marts.mart_account_standings").fetchone()[0]
        loaded = megabytes(first, *(folder / "assets").iterdir())
        account = f"{(folder / 'account.html').as_uri()}#{last}"
        click.echo(f"{n:,} active accounts, written in {written:.1f} s")
        click.echo(f"first page {megabytes(first):.2f} MB, {loaded:.2f} MB with the scripts that it loads")
        click.echo(f"accounts   {len(files):,} files, {1000 * megabytes(files[len(files) // 2]):.1f} kB at the median, "
                   f"{1000 * megabytes(files[-1]):.1f} kB at most, {megabytes(*files):.0f} MB together")  # fmt: skip
        click.echo(f"first page drawn in {seconds_to_draw(first.as_uri()):.2f} s")
        click.echo(f"an account drawn in {seconds_to_draw(account):.2f} s")


if __name__ == "__main__":
    main()
