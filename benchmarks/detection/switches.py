"""`python -m benchmarks.detection.switches`: what a new source, and another scorer, raise by themselves.

One simulated world, and the same world with one thing changed that no customer feels. Whatever is raised beyond the
unchanged world is false.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import click
import duckdb
from benchmarks import building

SEED = 103
FIRST_DAY, LAST_DAY = "2026-01-15", "2026-04-30"  # switched on, and watched until
COLUMNS = """
    interaction_id, channel, occurred_at, source, account_key, author_role, author_id, product, brand, thread_id,
    loaded_at, rating, rating_scale, polarity
"""
SWITCHES = {
    "nothing": "select * from messages",
    # a quarter as many messages again, .35 lower than the customers' mood: a hotline, say
    "a new source, its tone .35 lower": """
        select * from messages
        union all
        select concat('hotline-', interaction_id), 'call', occurred_at, 'hotline', account_key, author_role, author_id,
            product, brand, null, loaded_at, null, null, greatest(-1, round(polarity - 0.35, 6))
        from messages
        where occurred_at >= timestamp '{day}' and account_key is not null and hash(interaction_id) % 4 = 0
    """,
    # the project scores all history with the scorer it has: `model_version` is one in a build
    "another scorer, all scored anew": """
        select * replace (round(0.7 * polarity - 0.1, 6) as polarity) from messages
    """,
    # scores made elsewhere, whose maker changes the model and says so by delivering under another name
    "given scores, new name and scale": """
        select * replace (
            case when occurred_at >= timestamp '{day}' then concat(source, '_v2') else source end as source,
            case when occurred_at >= timestamp '{day}' then round(0.7 * polarity - 0.1, 6) else polarity end as polarity
        ) from messages
    """,
    # … and who does not say so
    "given scores, new scale, untold": """
        select * replace (
            case when occurred_at >= timestamp '{day}' then round(0.7 * polarity - 0.1, 6) else polarity end as polarity
        ) from messages
    """,
}
DIRECTIONS = ("decline", "improvement", "crisis", "volume", "silence", "data")


def switched(world: Path, landing: Path, query: str) -> None:
    """Copy the landing tables of *world* to *landing*, its messages by *query*."""
    shutil.copytree(world, landing)
    with duckdb.connect() as session:
        session.sql(f"create view messages as select {COLUMNS} from '{world}/interactions.parquet'")
        wanted = query.format(day=FIRST_DAY)
        session.sql(f"copy (select * from ({wanted}) order by interaction_id) to '{landing}/interactions.parquet'")


def raised(build_file: Path, regimes: Path) -> tuple[Counter, int]:
    """Alerts of the default policy on the watched days, by direction; those on accounts that never moved."""
    with duckdb.connect() as session:
        planted = session.sql(f"select account_id from '{regimes}' where regime = 'stable'")
        stable = {account_id for (account_id,) in planted.fetchall()}
    with duckdb.connect(str(build_file), read_only=True) as session:
        alerts = session.execute(
            "select entity_id, direction from intermediate.int_alerts where is_default and opened_on between ? and ?",
            [FIRST_DAY, LAST_DAY],
        ).fetchall()
    return Counter(direction for _, direction in alerts), sum(entity_id in stable for entity_id, _ in alerts)


@click.command()
@click.option("--accounts", default=200, show_default=True)
@click.option("--months", default=14, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), default=None, help="Folder to build in and keep.")
def main(accounts: int, months: int, keep: Path | None) -> None:
    """Build one simulated world five times, each time with another thing switched, and count what was raised."""
    with tempfile.TemporaryDirectory() as temporary:
        root = keep or Path(temporary)
        world = root / "world" / "landing"
        if not world.exists():
            building.write_world(root / "world", accounts, months, SEED)
        print(f"{accounts} accounts x {months} months, seed {SEED} (simulated); switched on {FIRST_DAY}")
        print(f"alerts of the default policy until {LAST_DAY}: {', '.join(DIRECTIONS)}; on accounts that never moved")
        for number, (name, query) in enumerate(SWITCHES.items()):
            folder = root / str(number)
            if not building.is_built(folder):
                shutil.rmtree(folder, ignore_errors=True)
                switched(world, folder / "landing", query)
                building.build(folder / "landing", folder, ["+int_alerts"])
            counts, on_stable = raised(folder / "build.duckdb", root / "world" / "truth" / "regimes.parquet")
            print(f"{name:34}" + "".join(f"{counts[direction]:6}" for direction in DIRECTIONS) + f";{on_stable:6}")


if __name__ == "__main__":
    main()
