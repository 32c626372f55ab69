"""Map public App Store reviews and release notes to landing tables.

    python examples/app_reviews/to_landing.py --data ../shared/data/app_reviews --out warehouse/app_reviews_landing

Reads reviews.parquet (app, date, rating, title, content) and releases.parquet (app, date, version, release), and writes
interactions.parquet and events.parquet. Every review is kept, whatever its language.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import duckdb

DEFAULT_DATA = "../shared/data/app_reviews"
MISSING_DATA = """\
No app reviews in {folder}: this example needs reviews.parquet and releases.parquet there.

The data: customer reviews of six apps in the App Store (Gmail, Google Chrome, Google Drive, Microsoft Teams, GitHub,
TestFlight) with time and stars, 2017 to 2021, and the dated release notes of the same apps. Such collections are
published on open-data and code-hosting sites. No licence is stated for them, so they are not part of this repository:
use a copy for evaluation only. Columns: reviews (app, date timestamp, rating 1-5, title, content) and
releases (app, date, version, release).

Point the example at your copy:  make example-app-reviews APP_REVIEWS=<folder>
"""

# Who publishes each app. An app that is not in the list becomes a product without a brand.
BRANDS = {
    "GitHub": "GitHub",
    "Gmail": "Google",
    "Google Chrome": "Google",
    "Google Drive": "Google",
    "Microsoft Teams": "Microsoft",
    "TestFlight": "Apple",
}

# Undo what the export of the data did to the texts: HTML entities and backslashes before quotes. &amp; comes last.
PLAIN_TEXT = """
create macro plain_text(exported) as
    replace(replace(replace(replace(replace(replace(replace(trim(exported),
        '\\''', ''''), '\\"', '"'), '&#39;', ''''), '&#34;', '"'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')
"""

# The id of a review is a hash of its row, with an ordinal among identical rows: the order of the file does not matter,
# and two identical rows stay two reviews. The title is the first sentence of the text; a full stop is added only after
# a letter, a digit or a closing bracket or quote, and a body that begins with its own title is not told twice.
INTERACTIONS = """
create table interactions as
with

hashed as (

    select
        *,
        md5(concat_ws(chr(31), app, date, rating, coalesce(title, ''), coalesce(content, ''))) as content_hash

    from read_parquet(getvariable('reviews'))

),

identified as (

    select
        concat(left(content_hash, 20), '-', row_number() over (partition by content_hash)) as interaction_id,
        date as occurred_at,
        replace(app, '_', ' ') as product,
        rating,
        nullif(plain_text(title), '') as title,
        nullif(plain_text(content), '') as body

    from hashed

)

select
    interaction_id,
    'review' as channel,
    occurred_at,
    'app_store' as source,
    cast(null as varchar) as account_key,
    product,
    brands.brand,
    case
        when title is null or starts_with(lower(body), lower(title)) then body
        when body is null then title
        when regexp_matches(title, '[\\pL\\pM\\pN)"''”’»\\]]$') then concat(title, '. ', body)
        else concat(title, ' ', body)
    end as text,
    cast(rating as double) as rating,
    'stars_1_5' as rating_scale

from identified
left join brands using (product)
"""

EVENTS = """
create table events as
select
    md5(concat_ws(chr(31), app, date, version)) as event_id,
    'release' as event_type,
    cast(date as timestamp) as started_at,
    'product' as scope,
    replace(app, '_', ' ') as scope_id,
    rtrim(left(concat(
        replace(app, '_', ' '), ' ', trim(version), ': ',
        trim(regexp_replace(regexp_replace(release, '^\\s*what.s new:?', '', 'i'), '[\\s•*]+', ' ', 'g'))
    ), 120), ' :') as title

from read_parquet(getvariable('releases'))
"""


def to_landing(data: Path, out: Path, sample: int | None = None, seed: str = "1") -> tuple[int, int]:
    """Write both landing tables and return their numbers of rows.

    A sample takes the `sample` reviews with the smallest hash of seed and id: the same ones on every run, spread over
    apps and years as the whole is. Raises FileNotFoundError when the folder does not hold both files.
    """
    files = {name: data / f"{name}.parquet" for name in ("reviews", "releases")}
    if not all(file.is_file() for file in files.values()):
        raise FileNotFoundError(MISSING_DATA.format(folder=data))
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("create table brands (product varchar, brand varchar)")
        connection.executemany("insert into brands values (?, ?)", list(BRANDS.items()))
        for name, file in files.items():
            connection.execute(f"set variable {name} = ?", [str(file)])
        for statement in (PLAIN_TEXT, INTERACTIONS, EVENTS):
            connection.execute(statement)
        chosen = connection.table("interactions")
        if sample is not None:
            chosen = connection.sql(
                "from interactions order by md5(? || interaction_id), interaction_id limit ?", params=[seed, sample]
            )
        chosen.order("occurred_at, interaction_id").write_parquet(str(out / "interactions.parquet"))
        events = connection.table("events")
        events.order("started_at, event_id").write_parquet(str(out / "events.parquet"))
        return len(chosen), len(events)


def main() -> int:
    """Command line: exit code 2 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("APP_REVIEWS") or DEFAULT_DATA))
    parser.add_argument("--out", type=Path, required=True, help="folder for the landing tables")
    parser.add_argument("--sample", type=int, help="keep only so many reviews")
    parser.add_argument("--seed", default="1", help="which sample")
    arguments = parser.parse_args()
    try:
        reviews, releases = to_landing(arguments.data, arguments.out, arguments.sample, arguments.seed)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{arguments.out}: {reviews:,} reviews and {releases:,} releases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
