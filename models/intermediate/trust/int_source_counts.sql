-- Where every delivered row of a source went. The parts add up to what was delivered: tested. In a shifted row the source
-- may be a customer's words: what brought no row that could be taken, and looks like no id, is counted as 'unreadable'.
with

known as (

    select
        known.source,
        count(*) as accepted,
        sum(case when cast(known.known_at as date) > as_of.as_of then 1 else 0 end) as after_as_of

    from {{ ref('int_interactions__known') }} as known
    cross join {{ ref('int_as_of') }} as as_of
    group by known.source

),

checked as (

    select
        source,
        count(*) as n_rows,
        sum(case when quarantine_reason is not null then 1 else 0 end) as n_quarantined

    from {{ ref('int_interactions__checked') }}
    group by source

),

named as (

    select
        {{ shown_source('checked.source', 'known.source') }} as source_name,
        checked.n_rows,
        checked.n_quarantined

    from checked
    left join known
        on checked.source = known.source

),

delivered as (

    select
        source_name,
        sum(n_rows) as delivered,
        sum(n_quarantined) as quarantined

    from named
    group by source_name

),

kept as (

    select
        source,
        count(*) as kept,
        sum(case when is_known_at_estimated then 1 else 0 end) as with_estimated_known_at,
        max(known_on) as newest_known_on

    from {{ ref('int_interactions__deduplicated') }}
    group by source

)

select
    delivered.source_name as source,
    cast(delivered.delivered as bigint) as delivered,
    cast(delivered.quarantined as bigint) as quarantined,
    cast(coalesce(known.after_as_of, 0) as bigint) as after_as_of,
    cast(coalesce(known.accepted, 0) - coalesce(known.after_as_of, 0) - coalesce(kept.kept, 0) as bigint)
        as redelivered,
    cast(coalesce(kept.kept, 0) as bigint) as kept,
    cast(coalesce(kept.with_estimated_known_at, 0) as bigint) as with_estimated_known_at,
    kept.newest_known_on,
    {{ dbt.datediff('kept.newest_known_on', 'as_of.as_of', 'day') }} as days_since_newest

from delivered
cross join {{ ref('int_as_of') }} as as_of
left join known
    on delivered.source_name = known.source
left join kept
    on delivered.source_name = kept.source
