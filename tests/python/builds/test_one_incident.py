"""What is told, and by whom: nothing when a source is switched on, one alert when everybody suffers at once."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from support import Row, succeeded

FIRST_DAY = dt.datetime(2025, 1, 1)
DAYS = 290
ACCOUNTS, SEGMENTS = 40, ("Enterprise", "Small business")
SWITCHED_ON = 150  # a second source: as many messages again, and .3 lower
INCIDENT = range(270, 275)  # every account writes four times as much, .8 lower
PUBLIC_STORM = range(272, 276)  # of an app that no account has


def messages() -> list[Row]:
    chance = np.random.default_rng(5)
    rows: list[Row] = []

    def say(who: str, day: int, rate: float, mood: float, **columns: str) -> None:
        for number in range(chance.poisson(rate)):
            rows.append(
                {"interaction_id": f"{who}-{columns['source']}-{day}-{number}", "account_key": "",
                 "author_id": f"{who}-{day}-{number}",
                 "occurred_at": str(FIRST_DAY + dt.timedelta(days=day, minutes=int(chance.integers(1440)))),
                 "polarity": round(float(np.clip(chance.normal(mood, 0.35), -1, 1)), 6)} | columns
            )  # fmt: skip

    for day in range(DAYS):
        times, fall = (4, 0.8) if day in INCIDENT else (1, 0)
        for number in range(ACCOUNTS):
            who = {"account_key": f"a{number}", "product": "Ledger"}
            say(f"a{number}", day, 0.4 * times, 0.2 - fall, source="delighted", channel="survey", **who)
            if day >= SWITCHED_ON:
                say(f"a{number}", day, 0.4 * times, -0.1 - fall, source="zendesk", channel="ticket", **who)
        times, fall = (10, 1) if day in PUBLIC_STORM else (1, 0)
        say("public", day, 3 * times, 0.3 - fall, source="reviews", channel="review", product="Mobile app")
    return rows


@pytest.fixture(scope="module")
def storms(workspace) -> list[tuple]:
    here = workspace("one_incident")
    here.write("interactions", messages())
    here.write(
        "accounts",
        [{"account_id": f"a{number}", "segment": SEGMENTS[number % 2], "valid_from": str(FIRST_DAY)}
         for number in range(ACCOUNTS)],
    )  # fmt: skip
    succeeded(here.build_sql("--select", "+fct_alerts"))
    return here.query(
        f"""
        select entity_type, entity_id, direction, date_diff('day', date '{FIRST_DAY:%Y-%m-%d}', opened_on), signal
        from marts.fct_alerts
        where is_default_policy and direction in ('crisis', 'volume')
        order by opened_on, entity_type, entity_id
        """
    )


def test_a_new_source_raises_no_storm_by_itself(storms):
    bursts = [storm for storm in storms if storm[4] == "burst"]
    assert [storm for storm in bursts if SWITCHED_ON <= storm[3] < INCIDENT.start] == []


def test_what_hits_every_account_is_told_once_and_by_the_portfolio(storms):
    told = [storm for storm in storms if storm[3] >= INCIDENT.start and storm[1] != "Mobile app"]
    assert [storm[:3] for storm in told] == [("portfolio", "all", "crisis")]
    assert told[0][3] in INCIDENT


def test_a_storm_that_concerns_no_account_tells_for_itself(storms):
    told = [storm for storm in storms if storm[1] == "Mobile app"]
    assert [storm[:3] for storm in told] == [("product", "Mobile app", "crisis")]
    assert told[0][3] in PUBLIC_STORM
