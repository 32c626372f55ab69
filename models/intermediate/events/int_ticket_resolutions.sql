-- A ticket counts as resolved by our last answer once nobody wrote for a while and we had the last word. What comes later
-- opens it again: a later message never changes a resolution that was known.
with

messages as (

    select
        source,
        thread_id,
        account_id,
        author_role,
        interaction_key,
        occurred_at,
        known_at,
        lag(occurred_at) over (partition by source, thread_id order by occurred_at, interaction_key) as previous_at

    from {{ ref('int_interactions__scored') }}
    where channel = 'ticket' and thread_id is not null and author_role in ('customer', 'agent')

),

stretched as (

    select
        *,
        sum(case
            when occurred_at > {{ dbt.dateadd('day', var('resolution_settled_days'), 'previous_at') }} then 1
            else 0
        end) over (
            partition by source, thread_id order by occurred_at, interaction_key
            rows between unbounded preceding and current row
        ) as stretch_number

    from messages

),

stretches as (

    select
        stretched.source,
        stretched.thread_id,
        stretched.stretch_number,
        max(stretched.account_id) as account_id,
        count(distinct stretched.account_id) as n_accounts,
        min(case when stretched.author_role = 'customer' then stretched.occurred_at end) as opened_at,
        max(case when stretched.author_role = 'customer' then stretched.occurred_at end) as last_asked_at,
        max(case when stretched.author_role = 'agent' then stretched.occurred_at end) as resolved_at,
        max(stretched.known_at) as last_known_at

    from stretched
    group by stretched.source, stretched.thread_id, stretched.stretch_number

),

settled as (

    select
        *,
        {{ dbt.dateadd('day', var('resolution_settled_days'), 'last_known_at') }} as known_at

    from stretches
    where n_accounts = 1 and resolved_at > last_asked_at

)

select
    settled.source || ':' || settled.thread_id || ':' || cast(settled.stretch_number as {{ dbt.type_string() }})
        as resolution_id,
    settled.account_id,
    settled.opened_at,
    settled.resolved_at,
    cast({{ dbt.datediff('settled.opened_at', 'settled.resolved_at', 'second') }} as double) / 3600 as resolution_hours,
    settled.known_at

from settled
cross join {{ ref('int_as_of') }} as as_of
where cast(settled.known_at as date) <= as_of.as_of
