-- Type-2 history of an account as one source tells it: re-deliveries count once, and a row that changes nothing is none.
{% set columns = account_attributes() + account_lists() -%}

with

ranked as (

    select
        *,
        {{ row_hash(columns) }} as attributes_hash,
        row_number() over (
            partition by source, account_id, stated_from
            order by loaded_at desc nulls last, {{ row_hash(columns) }} desc nulls last
        ) as delivery_rank,
        -- One load that gives an account two owners for the same time: the row hash decides, and the row says so.
        coalesce(
            min(csm_owner) over (partition by source, account_id, stated_from, loaded_at)
            <> max(csm_owner) over (partition by source, account_id, stated_from, loaded_at), false
        ) as is_owner_disputed

    from {{ ref('int_accounts__known') }}

),

delivered_once as (

    select
        *,
        lag(attributes_hash) over (partition by source, account_id order by stated_from) as previous_hash

    from ranked
    where delivery_rank = 1

),

changes as (

    select *
    from delivered_once
    where previous_hash is null or previous_hash <> attributes_hash

)

select
    changes.source,
    ranked_sources.source_order,
    ranked_sources.strength,
    changes.account_id,
    {% for column in columns -%}
    changes.{{ column }},
    {% endfor -%}
    changes.stated_from,
    lead(changes.stated_from) over (partition by changes.source, changes.account_id order by changes.stated_from)
        as valid_to,
    changes.is_owner_disputed

from changes
inner join {{ ref('int_account_sources__ranked') }} as ranked_sources
    on changes.source = ranked_sources.source
