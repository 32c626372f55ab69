-- Which record of an earlier source means the same account, if exactly one does by the strongest key that any shares. Two
-- sources of accounts must name each other: a domain that a parent and its subsidiary share is no proof. A domain counts
-- only where one record alone has it in either source, and no source folds two of its accounts into one.
with

records as (

    select distinct record_id, source, source_order, is_company
    from {{ ref('int_account_records') }}

),

key_strengths as (

    select 'external_id' as key_kind, 1 as strength
    union all
    select 'account_id' as key_kind, 2 as strength
    union all
    select 'bare_id' as key_kind, 3 as strength
    union all
    select 'domain' as key_kind, 4 as strength

),

with_keys as (

    select
        records.*,
        keys.key_kind,
        keys.match_key,
        key_strengths.strength,
        count(*) over (partition by records.source, keys.key_kind, keys.match_key) as n_of_source

    from records
    inner join {{ ref('int_account_record_keys') }} as keys
        on records.record_id = keys.record_id
    inner join key_strengths
        on keys.key_kind = key_strengths.key_kind

),

strongest as (

    select later.record_id, later.source, later.is_company, earlier.record_id as earlier_id, later.strength
    from with_keys as later
    inner join with_keys as earlier
        on
            later.key_kind = earlier.key_kind
            and later.match_key = earlier.match_key
            and later.source_order > earlier.source_order
    where
        (later.is_company or earlier.is_company or later.key_kind in ('external_id', 'account_id'))
        and (later.key_kind <> 'domain' or (later.n_of_source = 1 and earlier.n_of_source = 1))
    qualify rank() over (partition by later.record_id order by later.strength, earlier.source_order) = 1

),

only_ones as (

    select
        strongest.record_id, strongest.source, strongest.is_company,
        min(strongest.earlier_id) as earlier_id, min(strongest.strength) as strength
    from strongest
    group by strongest.record_id, strongest.source, strongest.is_company
    having count(distinct strongest.earlier_id) = 1

)

select record_id, earlier_id
from only_ones
qualify is_company or row_number() over (partition by earlier_id, source, is_company order by strength, record_id) = 1
