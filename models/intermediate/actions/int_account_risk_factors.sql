-- The risk factors that an active account shows (seed `risk_factors`), each with the highest points that it reaches and a sentence.
{% set signals = risk_signals() -%}

with

measured as (

    select
        accounts.account_id,
        factors.factor,
        factors.title,
        factors.points,
        factors.minimum,
        factors.maximum,
        case factors.signal
            {%- for signal in signals %}
            when '{{ signal }}' then cast(accounts.{{ signal }} as double)
            {%- endfor %}
        end as signal_value

    from {{ ref('int_account_risks__signals') }} as accounts
    cross join {{ ref('risk_factors') }} as factors

),

reached as (

    select
        account_id,
        factor,
        title,
        points

    from measured
    where
        signal_value is not null
        and (minimum is null or signal_value >= minimum)
        and (maximum is null or signal_value <= maximum)
    qualify row_number() over (partition by account_id, factor order by points desc nulls last) = 1

)

select
    reached.account_id,
    reached.factor,
    reached.title,
    reached.points,
    case reached.factor
        when 'early_life'
            then concat(
                {{ one_decimal('accounts.last_week_score') }}, ' of 100 last week, ',
                {{ one_decimal('abs(accounts.early_life_deviation)') }}, ' below its first {{ var("early_life_days") }} days (',
                {{ one_decimal('accounts.early_life_score') }}, ')'
            )
        when 'recent_fall'
            then concat(
                'recent sentiment ', {{ one_decimal('accounts.recent_score') }}, ' beside a usual ',
                {{ one_decimal('accounts.usual_score') }}, ' (', {{ one_decimal('accounts.fall_sd') }}, ' sd below)'
            )
        when 'velocity'
            then concat(
                {{ one_decimal('accounts.velocity') }}, ' points a week over {{ var("velocity_weeks") }} weeks (Mann–Kendall z ',
                {{ one_decimal('accounts.mann_kendall_z') }}, ')'
            )
        when 'acceleration'
            then concat(
                'from ', {{ one_decimal('accounts.velocity_older_half') }}, ' to ',
                {{ one_decimal('accounts.velocity_newer_half') }}, ' points a week (p ',
                cast(cast(round(accounts.acceleration_p, 3) as decimal(9, 3)) as {{ dbt.type_string() }}), ')'
            )
        when 'tickets'
            then concat(
                {{ counted('accounts.tickets_14d', 'ticket') }}, ' in {{ var("ticket_days").recent }} days after ',
                {{ whole_number('accounts.tickets_usual') }}, ' in the {{ var("ticket_days").usual }} before, ',
                case accounts.tickets_usual when 0 then 'at least ' else '' end,
                {{ one_decimal('accounts.ticket_ratio') }}, ' times the usual load'
            )
        when 'use'
            then concat(
                {{ whole_number('abs(accounts.usage_change) * 100') }}, ' % less than in the {{ var("long_window_days") }} days before'
            )
        when 'silence' then concat('alert open for ', {{ counted('accounts.days_since_silence', 'day') }})
        when 'contact' then concat('last touchpoint ', {{ counted('accounts.days_since_touch', 'day') }}, ' ago')
        when 'billing'
            then concat(
                {{ counted('accounts.billing_complaints_28d', 'unhappy message') }}, ' about bills in {{ var("mention_days") }} days'
            )
        when 'competitor'
            then concat(
                coalesce(competitors.competitors, 'a competitor'), ' named in ', {{ counted('accounts.competitor_mentions_28d', 'message') }},
                ' in {{ var("mention_days") }} days'
            )
        when 'release'
            then concat(
                coalesce(accounts.release_title, 'release'), ': ', {{ one_decimal('accounts.release_change_points') }},
                ' points on ', {{ counted('accounts.messages_since_release', 'message') }}
            )
        when 'renewal' then concat('in ', {{ counted('accounts.days_to_renewal', 'day') }})
    end as evidence

from reached
inner join {{ ref('int_account_risks__signals') }} as accounts
    on reached.account_id = accounts.account_id
left join {{ ref('int_account_competitors') }} as competitors
    on reached.account_id = competitors.account_id
