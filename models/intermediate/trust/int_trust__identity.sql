-- Identity: by which kind of key messages lead to accounts, why others do not, and what in the account data is in doubt.
select
    'messages_matched_by_' || match_kind as metric,
    source as scope,
    cast(count(*) as double) as value
from {{ ref('int_interactions__scored') }}
where is_customer_sentiment and match_kind is not null
group by match_kind, source

union all

select
    'messages_unmapped_' || replace(unmapped_reason, ' ', '_') as metric,
    source as scope,
    cast(count(*) as double) as value
from {{ ref('int_interactions__scored') }}
where is_customer_sentiment and unmapped_reason is not null
group by unmapped_reason, source

union all

select
    'keys_ambiguous' as metric,
    match_kind as scope,
    cast(count(*) as double) as value
from {{ ref('int_account_keys') }}
where is_ambiguous and valid_to is null
group by match_kind

union all

select
    'contacts_unmapped' as metric,
    'all' as scope,
    cast(sum(case when account_id is null then 1 else 0 end) as double) as value
from {{ ref('int_contacts__identified') }}
having count(*) > 0

union all

select
    'accounts_with_disputed_owner' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_accounts__versions') }}
where is_owner_disputed and is_current

union all

select
    'accounts_in_parent_cycle' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_account_roots') }}
where is_parent_cycle

union all

select
    'merges_in_a_circle' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_account_merges__stated') }} as stated
left join {{ ref('int_account_merges') }} as kept
    on stated.old_account_id = kept.old_account_id
where kept.old_account_id is null

union all

select
    'arr_without_exchange_rate' as metric,
    source as scope,
    cast(count(*) as double) as value
from {{ ref('int_accounts__converted') }}
where arr_problem is not null
group by source

union all

select
    'arr_without_exchange_rate' as metric,
    source as scope,
    cast(count(*) as double) as value
from {{ ref('int_subscriptions__billed') }}
where is_without_rate
group by source

union all

select
    'outcomes_in_conflict' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_account_outcomes') }}
where is_decisive and has_conflict

union all

select
    'outcomes_unmapped' as metric,
    source as scope,
    cast(count(*) as double) as value
from {{ ref('int_outcomes__ruled') }}
where account_id is null
group by source
