"""`python -m benchmarks.world`: statistics of a simulated world beside those of real reviews and dialogues.

Writes worlds of its own (200 accounts, 18 months) into a temporary folder. With `--database` and `--built` it also says
how the scored polarity of a built world goes with the latent mood that its messages were written from.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import duckdb
import pandas as pd
from benchmarks.world import shape

from groundswell.demo.settings import Settings
from groundswell.demo.world import write_landing_world, write_polarity_world

ACCOUNTS, MONTHS, SEED = 200, 18, 7
FOLDER = click.Path(path_type=Path)


def line(name: str, simulated: str, real: str = "") -> None:
    print(f"{name:<44} {simulated:<42} {real}")


def simulated_messages(world: Path) -> pd.DataFrame:
    """Customer messages of accounts, each once; broken rows left out."""
    query = f"""
        select distinct on (source, interaction_id) account_key as series, occurred_at as at, channel, text, rating,
            rating_scale, author_role, thread_id, source
        from '{world}/landing/interactions.parquet'
        where occurred_at between '2000-01-01' and '2030-01-01' and interaction_id not like 'broken%'
        order by source, interaction_id, loaded_at
    """
    return duckdb.sql(query).df()


def print_traffic(messages: pd.DataFrame, reviews: pd.DataFrame) -> None:
    print("traffic: customer messages by account (simulated); reviews by app (real)")
    own = messages
    line("  messages a week, 10/50/90 %", shape.quantiles(shape.volumes(own)), shape.quantiles(shape.volumes(reviews)))
    line("  weekly variance / mean (Poisson 1)", shape.quantiles(shape.burstiness(own)),
         shape.quantiles(shape.burstiness(reviews)))  # fmt: skip
    line("  hours between messages", shape.quantiles(shape.gaps(own)), shape.quantiles(shape.gaps(reviews)))
    both = zip(shape.WEEKDAYS, shape.weekdays(own), shape.weekdays(reviews), strict=True)
    for day, mine, real in both:
        line(f"  share on {day}", f"{mine:.1%}", f"{real:.1%}")


def print_texts(everything: pd.DataFrame, reviews: pd.DataFrame, dialogues: pd.DataFrame) -> None:
    print("\ntexts: words, 10/50/90 %")
    customers = everything[everything["author_role"] == "customer"]
    for channel, rows in customers.groupby("channel"):
        real = shape.quantiles(shape.words(reviews["content"])) + " (app reviews)" if channel == "review" else ""
        if channel == "social":
            turns = dialogues.loc[dialogues["role"] == "USER", "text"]
            real = shape.quantiles(shape.words(turns)) + " (customers in dialogues)"
        line(f"  {channel}", shape.quantiles(shape.words(rows["text"])), real)
    agents = everything.loc[everything["author_role"] == "agent", "text"]
    staff = shape.quantiles(shape.words(dialogues.loc[dialogues["role"] != "USER", "text"]))
    line("  agents", shape.quantiles(shape.words(agents)), f"{staff} (staff in dialogues)")
    threaded = customers[customers["thread_id"].notna()]
    turns = threaded.groupby("thread_id").size()
    real_turns = dialogues[dialogues["role"] == "USER"].groupby("dialogue").size()
    line("  customer turns a thread, mean", f"{turns.mean():.2f}", f"{real_turns.mean():.2f}")
    line("  threads of a single customer turn", f"{(turns == 1).mean():.0%}", f"{(real_turns == 1).mean():.0%}")
    line("  channel mix", "")
    print("    " + shape.shares(customers["channel"].value_counts()))


def print_ratings(everything: pd.DataFrame, reviews: pd.DataFrame) -> None:
    print("\nratings: share of each")
    for scale, rows in everything[everything["rating_scale"].notna()].groupby("rating_scale"):
        real = shape.shares(reviews["rating"].value_counts().sort_index()) if scale == "stars_1_5" else ""
        line(f"  {scale}", shape.shares(rows["rating"].astype(int).value_counts().sort_index()), real)


def print_moods(world: Path) -> None:
    print("\nmoods (simulated only)")
    interactions, days = f"'{world}/landing/interactions.parquet'", f"'{world}/truth/days.parquet'"
    spread, within, r = duckdb.sql(f"""
        with told as (
            select i.account_key, i.polarity::double as polarity, d.mood from {interactions} as i
            inner join {days} as d on i.account_key = d.account_id and i.occurred_at::date = d.date_day
        ),
        by_account as (select avg(mood) as level, stddev(polarity) as sd, count(*) as n from told group by account_key)
        select (select stddev(level) from by_account where n >= 20), (select median(sd) from by_account where n >= 20),
            (select corr(mood, polarity) from told)
    """).fetchall()[0]
    line("  sd of the mean mood over accounts", f"{spread:.3f}")
    line("  sd of polarity within an account, median", f"{within:.3f}")
    line("  r of polarity with the mood of its day", f"{r:.3f}")
    print("  by rating: mean latent mood of the day")
    rows = duckdb.sql(f"""
        select i.rating_scale, i.rating::int as rating, count(*) as n, avg(d.mood) as mood from {interactions} as i
        inner join {days} as d on i.account_key = d.account_id and i.occurred_at::date = d.date_day
        where i.rating is not null group by all order by all
    """).fetchall()
    for scale, rating, n, mood in rows:
        line(f"    {scale} {rating}", f"{mood:+.3f} ({n:,} answers)")


def print_scored(database: Path, built: Path) -> None:
    print(f"\nscored polarity of {database} with the latent state of {built}, customer messages (simulated)")
    query = f"""
        select m.channel, count(*), corr(f.polarity, m.mood), corr(f.polarity, m.tone), avg(f.polarity), avg(m.tone)
        from '{built}/truth/messages.parquet' as m
        inner join marts.fct_interactions as f on f.source = m.source and f.interaction_id = m.interaction_id
        where f.polarity is not null and f.author_role = 'customer'
        group by grouping sets ((m.channel), ()) order by m.channel nulls first
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        for channel, n, mood, tone, scored, written in connection.execute(query).fetchall():
            line(f"  {channel or 'all'} ({n:,} messages)", f"r with mood {mood or 0:.3f}, with tone {tone or 0:.3f}",
                 f"mean scored {scored:+.3f}, mean tone {written:+.3f}")  # fmt: skip


@click.command()
@click.option("--data", type=FOLDER, default=Path("../shared/data"), show_default=True, help="Folder of real data.")
@click.option("--database", type=FOLDER, help="Serving or build file of a built world.")
@click.option("--built", type=FOLDER, help="Folder of that world.")
def main(data: Path, database: Path | None, built: Path | None) -> None:
    """Print the statistics; where real data is missing, its column stays out."""
    try:
        reviews = pd.read_parquet(data / "app_reviews" / "reviews.parquet")
        dialogues = pd.read_parquet(data / "training" / "support_frustration.parquet")
    except FileNotFoundError as error:
        raise click.ClickException(f"real data is missing: {error}. Name its folder with --data.") from None
    reviews = reviews.rename(columns={"app": "series", "date": "at"})
    with tempfile.TemporaryDirectory() as folder:
        words, figures, second = (Path(folder) / name for name in ("words", "figures", "second"))
        write_landing_world(Settings(ACCOUNTS, MONTHS, SEED), words)
        first = write_polarity_world(Settings(ACCOUNTS, MONTHS, SEED), figures)
        ignoring = write_polarity_world(Settings(ACCOUNTS, MONTHS, SEED, churn_ignores_mood=True), second)
        line("", f"simulated: {ACCOUNTS} accounts, {MONTHS} months", "real")
        everything = simulated_messages(words)
        accounts = duckdb.sql(f"select account_key as series, occurred_at as at from '{figures}/landing/"
                              "interactions.parquet' where account_key is not null").df()  # fmt: skip
        print_traffic(accounts, reviews)
        print_texts(everything, reviews, dialogues)
        print_ratings(everything, reviews)
        print_moods(figures)
        print("\nceilings of churn figures")
        print(f"  churn follows mood:  {first.oracle.sentence()}")
        print(f"  churn ignores mood:  {ignoring.oracle.sentence()}")
    if database and built:
        print_scored(database, built)


if __name__ == "__main__":
    main()
