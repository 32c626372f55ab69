"""A tiny serving file with a review in it: the review's tables as their contracts have them, and a few rows."""

from __future__ import annotations

from pathlib import Path

import yaml
from page_marts import make_marts

from support import PROJECT

PAGES = ("review/_review__models.yml", "_actions__models.yml")


def tables() -> list[str]:
    """The tables of the actions folder, made from their contracts."""
    statements = []
    for page in PAGES:
        models = yaml.safe_load((PROJECT / "models/marts/actions" / page).read_text(encoding="utf-8"))["models"]
        for model in models:
            columns = ", ".join(f'"{column["name"]}" {column["data_type"]}' for column in model["columns"])
            statements.append(f"create or replace table {model['name']} ({columns})")
    statements.append(
        "create table fct_alert_evidence (alert_id text, kind text, item text, item_rank integer, contribution double, "
        "unit text, interaction_key text, channel text, said_on date, excerpt text, source_url text)"
    )
    statements.append(
        "create table mart_account_health (account_id text, is_latest boolean, health double, sentiment_points double, "
        "sentiment_points_max double, usage_points double, usage_points_max double, known_share double, note text)"
    )
    statements.append(
        "create table mart_outcome_predictions (account_id text, outcome text, probability double, "
        "probability_low double, probability_high double, horizon_days integer, method text, note text)"
    )
    statements.append(
        "create table fct_outcome_drivers (account_id text, outcome text, feature text, feature_label text, "
        "contribution double)"
    )
    return statements


WORLD = """
insert into mart_account_standings by name
select
    accounts.account_id, account_name, segment, csm_owner, arr, renewal_on, 32 as days_to_renewal,
    case accounts.account_id when 'A1' then 'alert' when 'A2' then 'usual' else 'not judged' end as standing,
    'baseline forming, 34 of 60 days' as judgement, 8 as n_scored_7d, 31.25 as sentiment_score_7d,
    24.0 as sentiment_score_7d_low, 39.0 as sentiment_score_7d_high, 60.0 as baseline_score, 6.0 as baseline_score_sd,
    -28.75 as baseline_deviation, -3.0 as velocity, -3.3 as velocity_low, -2.8 as velocity_high, 4 as n_tickets,
    1.5 as n_tickets_usual, -0.35 as usage_change, 12 as days_since_touch,
    case when accounts.account_id = 'A1' then 'x1' end as alert_id, date '2026-06-22' as alert_opened_on,
    case when accounts.account_id = 'A1' then 'Ash & Oak: sentiment fell to 31.3 of 100.' end as alert_reason
from dim_accounts as accounts where is_active;

insert into mart_account_weeks by name
select 'A1' as account_id, range as weeks_ago, date '2026-06-30' - 7 * range::integer as week_end_on,
    9 as n_interactions,
    range % 4 as n_tickets, 20.5 + range % 3 as active_users, 0.4 as emotion_frustration, 0.1 as emotion_joy
from range(26);

insert into mart_next_actions by name
select 'n1' as action_id, 'A1' as account_id, 'Ash & Oak' as account_name, 'Ines' as owner, true as is_first_of_account,
    'Falling sentiment and rising tickets' as pattern_title, '4 tickets in 14 days' as evidence,
    'Technical intervention' as play_title, 'churned' as probability_of, 0.4 as probability, 0.2 as probability_low,
    0.6 as probability_high, 148000 as arr, 1 as arr_share, 0.75 as urgency, 44400.0 as priority,
    'nothing has been measured: the order of seed `playbooks`' as ranking_note;

insert into mart_next_action_steps by name
select 'n1' as action_id, range + 1 as step_number, 'A1' as account_id, 'Engineer' as owner_role,
    'within 48 hours' as due_words, 'Look at the logs' as action, 'Tickets back to usual' as success_metric
from range(2);

insert into mart_review_accounts by name
select 'A1' as account_id, 'discuss' as section, 1 as section_rank, 'Technical intervention' as play_title;

insert into mart_weekly_review by name
select date '2026-06-30' as week_end_on, 'headline' as section, 1 as item_rank, 'portfolio' as entity_type,
    'all' as entity_id, 'Customer sentiment fell 2.6 points on the week to 44.5' as entity_name,
    ', mostly in channel ticket (−2.1); 1 account is to be discussed, first Ash & Oak.' as detail, 44.55 as score,
    47.15 as score_before, -2.6 as change, -7.8 as change_low, 2.5 as change_high, -2.65 as change_within_channels,
    0.05 as change_by_mix, 81 as n
union all by name
select date '2026-06-30' as week_end_on, 'change' as section, range + 2 as item_rank, 'segment' as entity_type,
    'Segment ' || range as entity_id, 'Segment ' || range as entity_name, 50.0 + range as score, range * 2.5 as change,
    range * 2.5 - 4 as change_low, range * 2.5 + 4 as change_high, range * 2.0 as change_within_channels,
    range * 0.5 as change_by_mix, 20 as n
from range(3)
union all by name
select date '2026-06-30' as week_end_on, 'discuss' as section, 1 as item_rank, 'account' as entity_type,
    account_id as entity_id, account_name as entity_name, account_id, segment, csm_owner,
    'Falling sentiment and rising tickets: 4 tickets in 14 days' as detail, standing as finding,
    sentiment_score_7d as score, baseline_score as score_before, baseline_deviation as change, velocity, velocity_low,
    velocity_high, n_tickets, n_tickets_usual, arr, renewal_on, days_to_renewal, 'Technical intervention' as play_title,
    'Look at the logs' as next_step, date '2026-07-02' as due_on, 44400.0 as priority, n_scored_7d as n
from mart_account_standings where account_id = 'A1'
union all by name
select date '2026-06-30' as week_end_on, 'figure' as section, row_number() over () as item_rank,
    'figure' as entity_type, figure as entity_id, figure as entity_name,
    'How it is found.' as detail, unit, amount, low as amount_low,
    high as amount_high, 31 as n
from (values ('sentiment', 'score', 44.55, 40.0, 49.1), ('accounts_alerting', 'accounts', 1, null, null),
    ('arr_alerting', 'currency', 148000, null, null), ('accounts_falling', 'accounts', 3, null, null),
    ('alert_precision', 'share', 0.5, 0.15, 0.85)) as figures (figure, unit, amount, low, high)
union all by name
select date '2026-06-30' as week_end_on, 'action' as section, 1 as item_rank, 'event' as entity_type, 'E9' as entity_id,
    'Ash & Oak' as entity_name, 'A1' as account_id, 'Ines' as csm_owner, 'Success plan' as detail,
    'no clear change' as finding, date '2026-06-20' as happened_on, 41.6 as score, 36.6 as score_before, 5.0 as change,
    -10.5 as change_low, 20.5 as change_high, 38 as n
union all by name
select date '2026-06-30' as week_end_on, 'alert' as section, 1 as item_rank, 'alert' as entity_type, 'x1' as entity_id,
    'Ash & Oak' as entity_name, 'A1' as account_id, 'Ines' as csm_owner,
    'Ash & Oak: sentiment fell to 31.3 of 100.' as detail, 'too early' as finding, date '2026-06-22' as happened_on;

insert into mart_weekly_review by name
select date '2026-06-30' as week_end_on, 'event' as section, 1 as item_rank, 'event' as entity_type, 'E1' as entity_id,
    'Sign-in slow' as entity_name, 'Sign-in slow: the 12 accounts touched moved by −3.1' as detail,
    'no effect shown' as finding, date '2026-06-18' as happened_on, -3.1 as change, -8.0 as change_low,
    1.8 as change_high, 12 as n
union all by name
select date '2026-06-30' as week_end_on, 'play' as section, 1 as item_rank, 'play' as entity_type,
    'Executive call' as entity_id, 'Executive call' as entity_name, 'too few to say' as finding, 2 as n;

insert into mart_weekly_review by name
select date '2026-06-30' as week_end_on, 'executive' as section, 1 as item_rank, 'figure' as entity_type,
    'saved_arr' as entity_id, 'Saved' as entity_name, 'Beside comparable accounts' as detail, 'currency' as unit,
    1000.0 as amount, -500.0 as amount_low, 2500.0 as amount_high, 4 as n;

insert into mart_account_health values ('A1', true, 51.5, 11.5, 25, 40.0, 50, 0.75, 'Ratings are missing.');
insert into mart_outcome_predictions values
    ('A1', 'churned', 0.4, 0.2, 0.6, 90, 'rule prior', 'Too few outcomes.'),
    ('A1', 'expanded', 0.1, 0.0, 0.2, 90, 'rule prior', null);
insert into fct_outcome_drivers values
    ('A1', 'churned', 'intercept', 'a typical account', -2.9),
    ('A1', 'churned', 'mood', 'mood of the recent days', 0.48),
    ('A1', 'churned', 'use', 'share of seats in use', -0.27), ('A1', 'expanded', 'use', 'expansion only', 0.9);

insert into fct_alert_evidence by name
select 'x1' as alert_id, 'interaction' as kind, 'm' || range as item, range + 1 as item_rank, -0.05 as contribution,
    'polarity' as unit, 'helpdesk:m' || range as interaction_key, 'ticket' as channel, date '2026-06-20' as said_on,
    'The export fails again' as excerpt, 'https://helpdesk.example/m' || range as source_url
from range(3);
"""


def make_review(path: Path, *statements: str, world: bool = True) -> Path:
    """Write a serving file with a review; `statements` run last."""
    return make_marts(path, *tables(), *([WORLD] if world else []), *statements, world=world)
