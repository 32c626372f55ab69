-- The names that sources have for an account: each leads to one account, or is not here. Of two that give an account the
-- same name, the source that was there first counts.
with

named as (

    select
        keys.match_key as alias,
        roots.account_id,
        roots.source_order

    from {{ ref('int_account_record_keys') }} as keys
    inner join {{ ref('int_account_record_roots') }} as roots
        on keys.record_id = roots.record_id
    where keys.key_kind in ('external_id', 'account_id')

),

first_said as (

    select *
    from named
    qualify rank() over (partition by alias order by source_order) = 1

)

select
    first_said.alias,
    min(first_said.account_id) as account_id

from first_said
group by first_said.alias
having count(distinct first_said.account_id) = 1
