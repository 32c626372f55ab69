-- A segment of its own threshold that no account has is a slip of the pen, or a segment that has gone: its row does nothing.
{{ config(severity='warn') }}

select
    policies.policy,
    policies.segment

from {{ ref('alert_policy') }} as policies
left join {{ ref('int_accounts__versions') }} as accounts
    on policies.segment = accounts.segment
where policies.segment is not null and accounts.account_id is null
