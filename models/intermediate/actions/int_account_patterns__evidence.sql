-- What fired each pattern of the newest week, in a sentence made of its own numbers.

with

phrases as (

    select
        patterns.account_id,
        patterns.pattern,
        conditions.signal,
        case conditions.signal
            when 'fall_sd'
                then concat(
                    'recent sentiment ', {{ one_decimal('weeks.recent_score') }}, ' of 100 beside a usual ',
                    {{ one_decimal('weeks.usual_score') }},
                    -- some patterns ask that there be no fall; what all accounts of a segment do is none of its own
                    case
                        when conditions.maximum is null then concat(' (', {{ one_decimal('weeks.fall_sd') }}, ' sd below)')
                        else ', no fall of its own'
                    end
                )
            when 'velocity'
                then concat(
                    'sentiment loses ', {{ one_decimal('-weeks.velocity') }}, ' points a week over {{ var("velocity_weeks") }} weeks'
                )
            when 'ticket_ratio'
                then concat(
                    {{ counted('weeks.tickets_14d', 'ticket') }}, ' in {{ var("ticket_days").recent }} days after ',
                    {{ whole_number('weeks.tickets_usual') }}, ' in the {{ var("ticket_days").usual }} days before, ',
                    case weeks.tickets_usual when 0 then 'at least ' else '' end,
                    {{ one_decimal('weeks.ticket_ratio') }}, ' times the usual load'
                )
            when 'usage_change'
                then concat(
                    'use ', {{ whole_number('abs(weeks.usage_change) * 100') }}, ' % ', case when weeks.usage_change < 0 then 'lower' else 'higher' end,
                    ' than in the {{ var("long_window_days") }} days before'
                )
            when 'billing_complaints_28d'
                then concat(
                    {{ counted('weeks.billing_complaints_28d', 'unhappy message') }}, ' about bills in {{ var("mention_days") }} days'
                )
            when 'competitor_mentions_28d'
                then concat(
                    coalesce(competitors.competitors, 'a competitor'), ' named in ', {{ counted('weeks.competitor_mentions_28d', 'message') }},
                    ' in {{ var("mention_days") }} days'
                )
            when 'days_since_sudden_fall'
                then concat(
                    'alert on a sudden fall, opened ', {{ counted('weeks.days_since_sudden_fall', 'day') }}, ' ago'
                )
            when 'days_since_silence'
                then concat(
                    'alert on silence, opened ', {{ counted('weeks.days_since_silence', 'day') }}, ' ago'
                )
            when 'days_since_decline'
                then case
                    when weeks.days_since_decline >= 0
                        then concat('alert on a decline, opened ', {{ counted('weeks.days_since_decline', 'day') }}, ' ago')
                end
            when 'days_since_recovery'
                then concat(
                    'alert on a decline closed ', {{ counted('weeks.days_since_recovery', 'day') }}, ' ago: the mood came back'
                )
            when 'days_to_renewal' then concat('renewal in ', {{ counted('weeks.days_to_renewal', 'day') }})
            when 'days_since_billing_event'
                then concat(
                    'something about a bill ', {{ counted('weeks.days_since_billing_event', 'day') }}, ' ago'
                )
            when 'release_change_sd' then concat(
                coalesce(weeks.release_title, 'release'), ': ', {{ one_decimal('weeks.release_change_points') }},
                ' points since then beside the {{ var("event_window_days") }} days before, on ',
                {{ counted('weeks.messages_since_release', 'message') }}
            )
        end as phrase

    from {{ ref('int_account_patterns') }} as patterns
    inner join {{ ref('pattern_conditions') }} as conditions
        on patterns.pattern = conditions.pattern and patterns.alternative = conditions.alternative
    inner join {{ ref('int_pattern_signals') }} as weeks
        on patterns.account_id = weeks.account_id and patterns.weeks_ago = weeks.weeks_ago
    left join {{ ref('int_account_competitors') }} as competitors
        on patterns.account_id = competitors.account_id
    where patterns.weeks_ago = 0

)

select
    account_id,
    pattern,
    {{ joined_texts('phrase', "'; '", 'signal') }} as evidence

from phrases
where phrase is not null
group by account_id, pattern
