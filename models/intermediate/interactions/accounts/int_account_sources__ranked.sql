-- How much each source counts for what it says of an account: by seed `account_sources`, and of equals the one that came
-- first.
select
    ordering.source,
    ordering.source_order,
    row_number() over (
        order by coalesce(own.precedence, fallback.precedence), ordering.source_order
    ) as strength

from {{ ref('int_source_order') }} as ordering
left join {{ ref('account_sources') }} as own
    on ordering.source = own.source
left join {{ ref('account_sources') }} as fallback
    on fallback.source = 'default'
