select
    account_id,
    coalesce(account_name, account_id) as account_name,
    parent_id,
    segment,
    tier,
    region,
    product,
    lifecycle_stage,
    csm_owner,
    arr,
    arr_band,
    renewal_on,
    valid_from,
    valid_to,
    stated_from,
    is_backdated,
    is_current,
    is_owner_disputed

from {{ ref('int_accounts__versions') }}
