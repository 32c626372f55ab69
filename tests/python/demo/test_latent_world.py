"""The latent world: what is planted is there, all is reproducible, and churn follows mood only where it should."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from groundswell.cli import main
from groundswell.demo import constants
from groundswell.demo.accounts import make_account, regime_of
from groundswell.demo.life import Life, make_life
from groundswell.demo.names import company
from groundswell.demo.oracle import Oracle, auc
from groundswell.demo.settings import DemoError, Settings
from groundswell.demo.shocks import shared_shocks
from groundswell.demo.tables import Table, schema
from groundswell.demo.world import write_polarity_world

SMALL = Settings(accounts=12, months=8, seed=3)


def lives(settings: Settings) -> list[Life]:
    shared = shared_shocks(settings)
    return [make_life(settings, number, shared) for number in range(settings.accounts)]


@pytest.fixture(scope="module")
def both() -> tuple[list[Life], list[Life]]:
    """The same 320 accounts where churn follows mood and where it ignores it."""
    first = Settings(accounts=320, months=15, seed=11)
    return lives(first), lives(Settings(accounts=320, months=15, seed=11, churn_ignores_mood=True))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_polarity_world(SMALL, tmp_path_factory.mktemp("small")).out


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path):
    again = files(write_polarity_world(SMALL, tmp_path / "again").out)
    assert again == files(small)
    other = files(write_polarity_world(Settings(accounts=12, months=8, seed=4), tmp_path / "other").out)
    assert (
        other.keys() == again.keys() and other["landing/interactions.parquet"] != again["landing/interactions.parquet"]
    )


def test_an_account_is_the_same_in_a_larger_world():
    few, many = Settings(5, 8, 3), Settings(45, 8, 3)
    one, same = make_life(few, 4, shared_shocks(few)), make_life(many, 4, shared_shocks(many))
    assert one.account == same.account and one.episodes == same.episodes
    assert np.array_equal(one.messages.polarity, same.messages.polarity)


def test_every_forty_accounts_hold_the_deck_of_regimes():
    for block in range(3):
        found = Counter(regime_of(SMALL, number) for number in range(block * 40, block * 40 + 40))
        assert found == constants.REGIME_DECK


def test_no_two_companies_share_a_name():
    assert len({company(3, number) for number in range(constants.MOST_ACCOUNTS)}) == constants.MOST_ACCOUNTS


def test_planted_changes_move_the_mood_by_their_size_when_they_say(both):
    moved = Counter()
    days = Settings(320, 15, 11).n_days + 100  # some erosions end after the world
    for life in both[0]:
        for episode in life.episodes:
            effect = episode.effect(days)
            assert effect[episode.starts - 1] == 0
            assert episode.size == 0 or effect[episode.starts] != 0
            assert effect[episode.full] == pytest.approx(episode.size)
            if episode.ends is not None:
                assert effect[episode.ends] == pytest.approx(0)
            moved[episode.regime] += 1
    assert set(moved) == set(constants.REGIME_DECK)
    crashed = [life for life in both[0] if life.account.regime == "crash" and not life.interventions]
    falls = [
        life.mood.own[e.full] - life.mood.own[e.starts - 1] - e.size for life in crashed for e in life.episodes[:1]
    ]
    assert abs(np.mean(falls)) < 0.06 < -np.mean([life.episodes[0].size for life in crashed])


def test_messages_follow_the_mood_the_channel_and_much_else(both):
    polarity = np.concatenate([life.messages.polarity for life in both[0]])
    mood = np.concatenate([life.messages.mood for life in both[0]])
    tickets = np.concatenate([life.messages.channel for life in both[0]]) == 0
    rest = polarity - mood
    assert polarity.min() >= -1 and polarity.max() <= 1
    assert 0.35 < np.std(rest) < 0.45
    assert 0.3 < np.corrcoef(mood, polarity)[0, 1] < 0.7
    assert -0.35 < rest[tickets].mean() - rest[~tickets].mean() < -0.15
    stable = [life for life in both[0] if life.account.regime == "stable" and len(life.messages) > 300]
    assert 0.33 < np.median([np.std(life.messages.polarity) for life in stable]) < 0.47


def test_volumes_are_skewed_and_come_in_bursts(both):
    weekly = np.array([life.account.rate for life in both[0]])
    assert 1.5 < np.median(weekly) < 4 and (weekly < 1).mean() > 0.15 and weekly.max() > 40
    busy = max((life for life in both[0] if life.account.regime == "stable"), key=lambda life: life.account.rate)
    counts = np.bincount(busy.messages.day // 7)[1:-1]
    assert counts.var() > 2 * counts.mean()


def test_a_silent_account_falls_silent_in_an_unchanged_mood(both):
    before = after = 0
    for life in both[0]:
        if life.account.regime == "silent" and life.outcomes.decided is None:
            episode = life.episodes[0]
            before += (life.messages.day < episode.starts).sum() / (episode.starts - life.account.first)
            days_after = Settings(320, 15, 11).n_days - episode.full
            after += (life.messages.day > episode.full).sum() / days_after
    assert after < 0.25 * before


def test_use_falls_before_most_decisions_to_leave(both):
    settings, changes = Settings(320, 15, 11), []
    for life in both[0]:
        decided = life.outcomes.decided
        if decided is None or decided < life.account.first + 90:
            continue
        used = life.usage_days(settings)
        near = (used["day"] > decided - 7) & (used["day"] <= decided)
        early = (used["day"] > decided - 77) & (used["day"] <= decided - 49)
        changes.append(used["active_users"][near].sum() / 7 / (used["active_users"][early].sum() / 28))
    assert len(changes) > 20 and np.median(changes) < 0.8


def test_churn_follows_mood_in_the_first_world_only(both):
    settings = Settings(320, 15, 11)
    first, second = Oracle(), Oracle()
    for mine, other in zip(*both, strict=True):
        assert np.array_equal(mine.mood.total, other.mood.total)
        first.see(settings, mine)
        second.see(settings, other)
    assert first.auc() > 0.7 and first.auc_of_mood() > 0.65
    assert second.auc() > 0.65 and 0.42 < second.auc_of_mood() < 0.58
    assert "Simulated" in second.sentence()


def test_auc_counts_ties_half():
    assert auc(np.array([1, 2, 2, 3.0]), np.array([False, False, True, True])) == pytest.approx(3.5 / 4)
    assert auc(np.array([1.0, 2.0]), np.array([True, True])) is None


def test_nothing_is_written_by_who_has_left(both):
    settings = Settings(320, 15, 11)
    gone = [life for life in both[0] if life.outcomes.churned is not None]
    assert len(gone) > 20
    for life in gone:
        assert len(life.messages) == 0 or life.messages.day.max() < life.outcomes.churned
        assert life.usage_days(settings)["day"].max(initial=-1) < life.outcomes.churned


def test_truth_and_landing_tables_lie_in_folders_of_their_own(small: Path):
    names = {"landing": {"interactions", "accounts", "events", "usage_days"},
             "truth": {"regimes", "shocks", "days", "interventions", "outcomes", "hazards"}}  # fmt: skip
    assert {f: {p.stem for p in (small / f).glob("*.parquet")} for f in names} == names
    rows = pq.read_table(small / "landing" / "interactions.parquet")
    assert "text" not in rows.column_names and rows.column("polarity").null_count == 0
    ids = rows.column("interaction_id").to_pylist()
    assert len(set(ids)) == len(ids) > 500
    regimes = pq.read_table(small / "truth" / "regimes.parquet")
    assert set(regimes.column("account_id").to_pylist()) == {make_account(SMALL, n).account_id for n in range(12)}


def test_a_table_keeps_to_its_columns(tmp_path: Path):
    table = Table(tmp_path / "t.parquet", schema([("a", "int64")]))
    with pytest.raises(KeyError, match="no column b"):
        table.add({"b": [1]})
    table.close()


@pytest.mark.parametrize("wrong", [{"accounts": 0}, {"accounts": 1_000_000}, {"months": 5}, {"seed": -1}])
def test_a_setting_out_of_range_is_named(wrong: dict[str, int]):
    with pytest.raises(DemoError, match=f"--{next(iter(wrong))} is"):
        Settings(**{"accounts": 5, "months": 8, "seed": 1} | wrong)


def test_the_command_refuses_what_it_would_overwrite(small: Path):
    result = CliRunner().invoke(main, ["demo", "--accounts", "2", "--polarity-only", "--out", str(small)])
    assert result.exit_code == 2
    assert "is not an empty folder" in result.output
