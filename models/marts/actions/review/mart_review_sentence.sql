-- What changed and why, in one sentence, put together from the marts' own numbers. Of all customers or not at all: where only
-- the public wrote, one product's week is not everybody's.
with

everything as (

    select
        *,
        -- a week that is not over, or that not all sources have delivered
        case
            when 3 * n_now < 2 * n_before
                then concat(', on ', {{ counted('n_now', 'message') }}, ' after ', {{ whole_number('n_before') }}, ' the week before')
            else ''
        end as fewer_text

    from {{ ref('mart_review_changes') }}
    where entity_type = 'portfolio'

),

accounts as (

    select
        sum(case when standings.standing = 'alert' then 1 else 0 end) as n_alerting,
        count(reviewed.account_id) as n_to_discuss,
        max(case when reviewed.section_rank = 1 then standings.account_name end) as first_name

    from {{ ref('mart_account_standings') }} as standings
    left join {{ ref('mart_review_accounts') }} as reviewed
        on standings.account_id = reviewed.account_id and reviewed.section = 'discuss'

)

select
    case
        when everything.change is null then 'There is no week before this one to compare with'
        when abs(everything.change) < {{ detection_constant('little_change') }}
            then concat(
                'Customer sentiment stayed where it was, at ', {{ one_decimal('everything.score_now') }}, ' of 100'
            )
        else concat(
            'Customer sentiment ', case when everything.change > 0 then 'rose ' else 'fell ' end,
            {{ one_decimal('abs(everything.change)') }}, ' points on the week to ', {{ one_decimal('everything.score_now') }}
        )
    end as headline,
    concat(
        case
            when everything.change is null then ''
            when abs(everything.change) < {{ detection_constant('little_change') }} then ''
            else concat(
                case
                    when everything.is_significant then ', more than chance explains (95 % interval '
                    else ', which chance alone may explain (95 % interval '
                end,
                {{ one_decimal('everything.change_low') }}, ' to ', {{ one_decimal('everything.change_high') }},
                '), mostly in channel ', everything.main_channel, ' (', {{ one_decimal('everything.main_channel_change') }}, ')'
            )
        end,
        everything.fewer_text,
        case
            when accounts.first_name is null then '; nobody has to be discussed.'
            else concat(
                '; ', cast(accounts.n_to_discuss as {{ dbt.type_string() }}),
                case accounts.n_to_discuss when 1 then ' account is' else ' accounts are' end, ' to be discussed (',
                cast(accounts.n_alerting as {{ dbt.type_string() }}), ' with an open alert), first ', accounts.first_name, '.'
            )
        end
    ) as explanation

from everything
cross join accounts
