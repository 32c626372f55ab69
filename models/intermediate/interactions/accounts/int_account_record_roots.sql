-- The account that each record is of, under the id that the first source to know it gave it. Links lead to earlier sources
-- only, so a source that comes later gives no account another id.
with recursive

records as (

    select distinct record_id, source, source_order, account_id
    from {{ ref('int_account_records') }}

),

walk as (

    select record_id, record_id as earlier_id, 0 as steps
    from records

    union all

    select walk.record_id, links.earlier_id, walk.steps + 1 as steps
    from walk
    inner join {{ ref('int_account_record_links') }} as links
        on walk.earlier_id = links.record_id

),

first_known as (

    select record_id, earlier_id
    from walk
    qualify row_number() over (partition by record_id order by steps desc nulls last, earlier_id asc) = 1

)

select
    records.record_id,
    records.source,
    records.source_order,
    records.account_id as own_id,
    roots.account_id

from records
inner join first_known
    on records.record_id = first_known.record_id
inner join records as roots
    on first_known.earlier_id = roots.record_id
