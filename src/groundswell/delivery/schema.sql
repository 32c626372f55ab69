-- What must outlive every rebuild: what was told to whom, and what people answered. Times are UTC, ISO 8601.
create table feedback (
    feedback_id text primary key,
    target_type text not null,
    target_id text not null,
    entity_type text not null,
    entity_id text not null,
    direction text not null,
    tier text not null,
    policy text not null,
    verdict text not null check (verdict in ('true', 'false', 'known', 'late')),
    author text not null,
    noted_at text not null,
    comment text
) strict;

-- An alert over its life, whatever id a rebuild gives it.
create table episodes (
    episode_id integer primary key,
    entity_type text not null,
    entity_id text not null,
    direction text not null,
    policy text not null,
    opened_on text not null,
    last_on text not null,
    alert_id text not null,
    entity_name text not null,
    tier text not null,
    state text not null check (state in ('open', 'over', 'withdrawn'))
) strict;

create index episodes_by_key on episodes (entity_type, entity_id, direction, policy);

-- Since when a channel is told, and the last day of data that it has been told about.
create table channels (
    channel text primary key,
    since_on text not null,
    seen_until text not null
) strict;

-- One message as it is, was or will be sent. Its key names it to the receiver and never changes.
create table messages (
    message_key text primary key,
    channel text not null,
    owner text not null,
    kind text not null check (kind in ('single', 'digest')),
    title text not null,
    body text not null,
    status text not null check (status in ('sending', 'failed', 'unknown', 'sent')),
    attempts integer not null,
    created_at text not null,
    try_after text not null,
    sent_at text,
    detail text
) strict;

-- One thing that a channel is to be told about an episode.
create table notices (
    notice_id integer primary key,
    channel text not null,
    episode_id integer not null references episodes (episode_id),
    change text not null check (change in ('opened', 'escalated', 'closed', 'reopened', 'withdrawn')),
    changed_on text not null,
    status text not null check (status in ('waiting', 'in message', 'skipped')),
    message_key text references messages (message_key),
    unique (channel, episode_id, change, changed_on)
) strict;

create index notices_by_status on notices (channel, status);
