-- The newest health of some accounts, with its parts.
select *
from mart_account_health
where is_latest and account_id in (select unnest($account_ids))
order by account_id
