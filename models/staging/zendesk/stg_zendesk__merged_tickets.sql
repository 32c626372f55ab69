-- Tickets that were merged into another, with the one that is left after all merges: their messages are its thread. As the
-- tickets stand now; Zendesk does not tell when.
with recursive

tickets as (

    select
        ticket_id,
        replace(replace(replace(replace(replace(merged_ticket_ids, '[', ''), ']', ''), '"', ''), ' ', ''), ',', '|')
            as merged_ids

    from {{ ref('stg_zendesk__tickets') }}
    where merged_ticket_ids is not null

),

merged as (

    select list_item as ticket_id, min(ticket_id) as surviving_id
    from ({{ split_list('tickets', 'ticket_id', 'merged_ids') }}) as listed
    where list_item <> ticket_id
    group by list_item

),

walk as (

    select ticket_id, surviving_id, 1 as steps
    from merged

    union all

    select walk.ticket_id, merged.surviving_id, walk.steps + 1 as steps
    from walk
    inner join merged
        on walk.surviving_id = merged.ticket_id
    where walk.steps < {{ var('account_chain_steps') }}

)

select
    ticket_id,
    surviving_id

from walk
qualify row_number() over (partition by ticket_id order by steps desc nulls last) = 1
