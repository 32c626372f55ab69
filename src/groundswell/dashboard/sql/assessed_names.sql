-- Every account that can be asked for.
select
    account_id,
    account_name
from dim_accounts
order by account_name, account_id
