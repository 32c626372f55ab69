-- Conservation from the raw tables to fct_interactions: every message that a connector handed on is a customer's, an
-- agent's, a bot's or a note, or was delivered twice, known too late, or quarantined.
with

read_messages as (

    select
        counts.source,
        sum(counts.handed_on) as handed_on

    from {{ ref('int_connector_counts') }} as counts
    where counts.kind = 'interactions'
    group by counts.source

),

landed as (

    select source, count(*) as n_rows
    from {{ ref('stg_landing__interactions') }}
    group by source

),

shown as (

    select
        source,
        sum(case when is_customer_sentiment then 1 else 0 end) as customers,
        sum(case when channel <> 'note' and author_role = 'agent' then 1 else 0 end) as agents,
        sum(case when channel <> 'note' and author_role = 'bot' then 1 else 0 end) as bots,
        sum(case when channel = 'note' then 1 else 0 end) as notes

    from {{ ref('fct_interactions') }}
    group by source

)

select
    read_messages.source,
    read_messages.handed_on,
    counts.delivered

from read_messages
left join {{ ref('int_source_counts') }} as counts
    on read_messages.source = counts.source
left join landed
    on read_messages.source = landed.source
left join shown
    on read_messages.source = shown.source
where
    read_messages.handed_on + coalesce(landed.n_rows, 0) <> coalesce(counts.delivered, 0)
    or coalesce(counts.delivered, 0)
    <> coalesce(counts.quarantined + counts.redelivered + counts.after_as_of, 0)
    + coalesce(shown.customers + shown.agents + shown.bots + shown.notes, 0)
