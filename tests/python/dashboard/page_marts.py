"""A tiny serving file: the columns of the marts that the page reads, and a small world in them."""

from __future__ import annotations

from pathlib import Path

import duckdb

TABLES = """
create schema marts;
set schema = 'marts';
create table dim_accounts (
    account_id text, account_name text, segment text, region text, product text, csm_owner text, arr decimal(18, 2),
    renewal_on date, last_message_on date, n_messages bigint, is_active boolean
);
create table fct_entity_days (
    entity_type text, entity_id text, date_day date, history_days bigint, n_interactions bigint, n_scored bigint,
    n_interactions_7d bigint, n_scored_7d bigint, n_scored_30d bigint, sentiment double, baseline_days bigint,
    sentiment_score_7d double, baseline_score double, baseline_score_sd double,
    sentiment_score_7d_low double, sentiment_score_7d_high double
);
create table fct_events (
    event_id text, event_type text, scope text, scope_id text, title text, started_on date, is_routine boolean
);
create table fct_alerts (
    alert_id text, entity_type text, entity_id text, entity_name text, direction text, policy text,
    is_default_policy boolean, tier text, severity text, state text, opened_on date, closed_on date, threshold double,
    current_value double, n_interactions bigint, reason text
);
create table fct_alert_events (
    alert_id text, event_id text, event_type text, title text, days_from_event bigint, is_nearest boolean
);
create table mart_entity_status (
    entity_type text, entity_id text, velocity_weeks integer, velocity double, velocity_low double,
    velocity_high double, velocity_older_half double, velocity_newer_half double, acceleration_p double,
    projected_on date, projected_score double, projected_score_low_80 double, projected_score_high_80 double,
    projected_score_low_95 double, projected_score_high_95 double, changed_on date, latest_change double
);
create table fct_entity_comparisons (
    entity_type text, entity_id text, comparison text, change_low double, change_high double
);
create table mart_account_standings (account_id text, standing text, judgement text);
create table mart_trust (metric text, scope text, value double, unit text, description text);
"""

# 120 days to 30 June 2026. The mood of A1 falls in the last ten days; A3 is new.
WORLD = """
create temporary table entities as
select * from (values
    ('portfolio', 'all', 60.0, 120), ('segment', 'Enterprise', 58.0, 120), ('segment', 'Small', 62.0, 120),
    ('account', 'A1', 60.0, 120), ('account', 'A2', 64.0, 120), ('account', 'A3', 50.0, 34)
) as entities (entity_type, entity_id, level, history);

insert into fct_entity_days
select
    entity_type, entity_id, date '2026-06-30' - days.range::integer, history - days.range, 3, 2, 9, 8, 30,
    (level + days.range % 7 - 3) / 50 - 1, least(60, history - days.range),
    case when entity_id = 'A1' and days.range < 10 then 31.25 else level + days.range % 5 - 2.5 end, level, 6.0,
    level - 9, level + 9
from entities, range(120) as days
where days.range < history;

insert into dim_accounts values
    ('A1', 'Ash & Oak', 'Enterprise', 'EMEA', 'Dispatch', 'Ines', 148000, '2026-08-01', '2026-06-29', 40, true),
    ('A2', 'Birch', 'Small', 'AMER', 'Ledger', 'Theo', 52000, '2027-02-01', '2026-06-28', 31, true),
    ('A3', 'Cedar', 'Small', null, null, null, null, null, '2026-06-30', 9, true),
    ('A4', 'Left us', 'Small', null, null, null, 9000000, null, null, 0, false);

insert into mart_entity_status values
    ('account', 'A1', 12, -3.0, -3.3, -2.8, -2.68, -3.33, 0.017, '2026-08-01', 41.5, 27.0, 56.0, 19.5, 63.5,
     '2026-06-20', -28.0),
    ('account', 'A2', 12, 0.2, -0.4, 0.9, 0.1, 0.3, 0.6, null, null, null, null, null, null, null, null),
    ('account', 'A3', 3, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

insert into mart_account_standings values
    ('A1', 'alert', 'judged'), ('A2', 'usual', 'judged'), ('A3', 'not judged', 'baseline forming, 34 of 60 days');

insert into fct_events values
    ('E1', 'incident', 'global', null, 'Sign-in slow', '2026-06-18', false),
    ('E2', 'release', 'product', 'Dispatch', 'Dispatch 26.6', '2026-06-02', false);

insert into fct_alerts values
    ('x1', 'account', 'A1', 'Ash & Oak', 'decline', 'classic_20', true, 'immediate', 'high', 'open', '2026-06-22',
     null, 2.0, -0.375, 8, 'Ash & Oak: sentiment over 7 days fell to 31.3 of 100.'),
    ('x2', 'account', 'A2', 'Birch', 'improvement', 'classic_20', true, 'positive', 'info', 'closed', '2026-06-10',
     '2026-06-14', 2.0, 0.5, 4, 'Birch: sentiment over 7 days rose to 75.0 of 100.'),
    ('x3', 'account', 'A2', 'Birch', 'decline', 'classic_15', false, 'moderate', 'medium', 'open', '2026-06-20',
     null, 1.5, -0.1, 4, 'Not of the default policy.'),
    ('x4', 'segment', 'Small', 'Small', 'decline', 'classic_20', true, 'moderate', 'medium', 'closed', '2026-06-17',
     '2026-06-19', 2.0, 0.1, 12, 'Small: sentiment over 7 days fell.');

insert into fct_alert_events values ('x1', 'E1', 'incident', 'Sign-in slow', 4, true);

insert into mart_trust values
    ('rows_delivered', 'helpdesk', 900, 'rows', 'Rows handed in.'),
    ('rows_delivered', 'mailbox', 317, 'rows', 'Rows handed in.'),
    ('rows_quarantined', 'helpdesk', 5, 'rows', 'Rows that break the contract.'),
    ('messages_scored', 'helpdesk', 800, 'messages', 'Scored.'),
    ('messages_given', 'mailbox', 41, 'messages', 'Given.'),
    ('messages_waiting', 'helpdesk', 0, 'messages', 'Waiting.'),
    ('messages_unmapped', 'mailbox', 3, 'messages', 'Unmapped.'),
    ('days_since_newest', 'helpdesk', 0, 'days', 'Age.'),
    ('days_since_newest', 'mailbox', 12, 'days', 'Age.'),
    ('accounts_judgeable_share', 'all', 0.6666667, 'share', 'Judgeable.'),
    ('checks_failed', 'scores', 0, 'checks', 'Failed checks.');
"""


def make_marts(path: Path, *statements: str, world: bool = True) -> Path:
    """Write a serving file; `statements` run last, with schema marts."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
        if world:
            connection.execute(WORLD)
        for statement in statements:
            connection.execute(statement)
    return path
