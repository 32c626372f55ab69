-- The alert in a sentence without its full stop, built from its own numbers, and a code for what kind of alert it is.
with

alerts as (

    select
        alerts.*,
        case alerts.entity_type
            when 'account' then coalesce(accounts.account_name, alerts.entity_id)
            when 'portfolio' then 'All customers'
            else alerts.entity_id
        end as entity_name,
        coalesce(topics.is_off_topic, false) as is_off_topic,
        {{ one_decimal('topics.named_share * 100') }} as named_text,
        {{ one_decimal('topics.usual_named_share * 100') }} as usual_named_text

    from {{ ref('int_alerts') }} as alerts
    left join {{ ref('int_alert_topics') }} as topics
        on alerts.alert_id = topics.alert_id
    left join {{ ref('int_accounts__versions') }} as accounts
        on
            alerts.entity_type = 'account'
            and alerts.entity_id = accounts.account_id
            and accounts.is_current

),

-- usual counts are kept as roots
with_numbers as (

    select
        *,
        {{ one_decimal('baseline * baseline') }} as squared_baseline_text,
        {{ two_decimals('score') }} as score_text,
        {{ two_decimals('threshold') }} as threshold_text,
        cast(n_interactions as {{ dbt.type_string() }}) as count_text

    from alerts

)

select
    alert_id,
    entity_name,
    case
        when signal = 'movement' then 'cohort_movement'
        when is_off_topic then 'off_topic'
        when signal = 'burst' and direction = 'crisis' then 'negative_burst'
        when signal = 'burst' then 'volume_only'
        when signal = 'silence' then 'silence'
        when signal = 'stalled' then 'stalled_sync'
        else 'sentiment'
    end as reason_code,
    case signal
        when 'movement'
            then concat(
                entity_name, ': the ', count_text, ' accounts that wrote moved down by ',
                {{ one_decimal('abs(deviation) * 50') }}, ' of 100 on average within days (', score_text,
                ' sd of their usual movement, alert from ', threshold_text, ')'
            )
        when 'burst'
            then concat(
                entity_name, ': ', count_text, case direction when 'crisis' then ' unhappy' else '' end,
                ' people wrote within days, where ', squared_baseline_text, ' are usual',
                case direction when 'crisis' then '' else ', and they are no unhappier than usual' end,
                case
                    when is_off_topic
                        then concat(
                            ', and only ', named_text, ' % of them name a topic of the product, where ', usual_named_text,
                            ' % do: it may be about something else'
                        )
                    else ''
                end,
                ' (', score_text, ' sd, alert from ', threshold_text, ')'
            )
        when 'silence'
            then concat(
                entity_name, ': ', count_text, case n_interactions when 1 then ' conversation' else ' conversations' end, ' in ', '{{ var("silence_days") }}', ' days, where ',
                squared_baseline_text, ' were to be expected (', score_text, ' sd, alert from ', threshold_text, ')'
            )
        when 'stalled'
            then concat(
                entity_name, ': nothing has come for ', {{ one_decimal('current_value') }}, ' days; the longest silence of the ',
                'half year before was ', {{ one_decimal('baseline') }}, ' days; silent accounts are not reported meanwhile'
            )
        else concat(
            entity_name, case signal when 'daily_mean' then ': sentiment over 7 days ' else ': recent sentiment ' end,
            case direction when 'decline' then 'fell to ' else 'rose to ' end,
            {{ one_decimal('greatest(0, least(100, (current_value + 1) * 50))') }}, ' of 100, ',
            {{ one_decimal('abs(deviation) * 50') }},
            case direction when 'decline' then ' below' else ' above' end, ' its own baseline of ',
            {{ one_decimal('(baseline + 1) * 50') }}, ' (', score_text,
            case signal when 'daily_mean' then ' baseline sd, alert from ' else ' sd, alert from ' end, threshold_text,
            '), on ', count_text,
            case n_interactions when 1 then ' scored message' else ' scored messages' end,
            -- what was said before them counts too, but nobody is judged by it alone
            case when signal = 'shift' then ' in {{ var("evidence_days") }} days' else '' end
        )
    end as sentence

from with_numbers
