-- Every key under which a sender may be known, with the kind of match it would be. Which of them leads to an account, and
-- to which, depends on the time of the message.
select
    sender_id,
    match_kind,
    match_key,
    key_kind,
    0 as steps,
    false as is_free_mail,
    source_order,
    valid_from,
    valid_to

from {{ ref('int_sender_ids') }}

union all

select
    sender_id,
    match_kind,
    match_key,
    'domain' as key_kind,
    steps,
    is_free_mail,
    source_order,
    {{ start_of_time() }} as valid_from,
    {{ end_of_time() }} as valid_to

from {{ ref('int_sender_domains') }}
