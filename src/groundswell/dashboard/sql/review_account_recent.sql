-- What some accounts with a play due said lately, least like their own mean first.
select
    account_id,
    channel,
    said_on,
    distance,
    excerpt,
    source_url
from mart_account_messages
where account_id in (select unnest($account_ids)) and message_rank <= $most
order by account_id, message_rank
