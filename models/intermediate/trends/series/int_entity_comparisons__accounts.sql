-- How far a change of a group may lie from the truth because accounts are few and each says much the same in many messages:
-- the squares of what each account contributes to the change, added up. One account has nobody to differ from.
{% set groups = (entity_columns('of_accounts') | list + entity_columns('of_messages') | list) | reject('equalto', 'account') -%}

with

periods as (

    {{ comparison_periods() }}

),

spans as (

    select * from {{ ref('int_message_spans') }}

),

group_spans as (

    {{ entity_rows('spans', ['account_id', 'within_days', 'sum_w', 'sum_wx'], groups | list) }}

),

accounts as (

    select
        group_spans.entity_type,
        group_spans.entity_id,
        periods.comparison,
        group_spans.account_id,
        {{ period_sums('group_spans', {'w': 'sum_w', 'wx': 'sum_wx'}) }}

    from group_spans
    inner join periods
        on group_spans.within_days <= 2 * periods.days
    group by group_spans.entity_type, group_spans.entity_id, periods.comparison, group_spans.account_id

),

shares as (

    select
        entity_type,
        entity_id,
        comparison,
        account_id,
        {% for period in ['now', 'before'] -%}
        cast(w_{{ period }} as double)
        / nullif(cast(sum(w_{{ period }}) over {{ of_comparison() }} as double), 0) as share_{{ period }},
        cast(wx_{{ period }} as double)
        / nullif(cast(sum(w_{{ period }}) over {{ of_comparison() }} as double), 0) as part_{{ period }},
        cast(sum(wx_{{ period }}) over {{ of_comparison() }} as double)
        / nullif(cast(sum(w_{{ period }}) over {{ of_comparison() }} as double), 0) as whole_{{ period }},
        {% endfor -%}
        count(account_id) over {{ of_comparison() }} as n_accounts

    from accounts

),

-- the public's messages are of the whole and of no account
contributions as (

    select
        *,
        part_now - share_now * whole_now - (part_before - share_before * whole_before) as contribution

    from shares
    where account_id is not null

)

select
    entity_type,
    entity_id,
    comparison,
    cast(n_accounts as integer) as n_accounts,
    cast(sum(cast(contribution * contribution as decimal(28, 14))) as double)
    * n_accounts / nullif(n_accounts - 1, 0) as change_variance

from contributions
group by entity_type, entity_id, comparison, n_accounts
