select
    account_id,
    outcome,
    outcome_on,
    known_at,
    source,
    rule,
    has_conflict

from {{ ref('int_account_outcomes') }}
where is_decisive
