-- How each topic moved an entity's sentiment from one period to the next. The contributions of all topics add up to the
-- change of fct_entity_comparisons: a topic moves it by being spoken of more kindly or less, and by being spoken of more
-- or less. The topic's own sentiment is that of the clauses about it, with an interval that counts its mentions.
with

means as (

    select
        *,
        cast(w_now as double) / nullif(cast(sum(w_now) over {{ of_comparison() }} as double), 0) as share_now,
        cast(w_before as double) / nullif(cast(sum(w_before) over {{ of_comparison() }} as double), 0) as share_before,
        cast(sum(wx_now) over {{ of_comparison() }} as double)
        / nullif(cast(sum(w_now) over {{ of_comparison() }} as double), 0) as whole_now,
        cast(sum(wx_before) over {{ of_comparison() }} as double)
        / nullif(cast(sum(w_before) over {{ of_comparison() }} as double), 0) as whole_before,
        cast(wx_now as double) / nullif(cast(w_now as double), 0) as message_now,
        cast(wx_before as double) / nullif(cast(w_before as double), 0) as message_before,
        cast(topic_now as double) / nullif(n_now, 0) as sentiment_now,
        cast(topic_before as double) / nullif(n_before, 0) as sentiment_before

    from {{ ref('int_topic_periods') }}

),

-- the spread of one mention, shrunk to the general one
with_spread as (

    select
        *,
        greatest(0, n_now + n_before - 2) as freedom,
        greatest(
            0,
            cast(topic_squares as double)
            - coalesce(sentiment_now * cast(topic_now as double), 0)
            - coalesce(sentiment_before * cast(topic_before as double), 0)
        ) as squares

    from means
    where whole_now is not null and whole_before is not null

),

with_error as (

    select
        *,
        sqrt(
            {{ detection_constant('thread_inflation') }}
            * (squares + {{ detection_constant('spread_prior_messages') }} * {{ detection_constant('score_weight_variance') }})
            / nullif(freedom + {{ detection_constant('spread_prior_messages') }}, 0)
        ) / nullif(sqrt(n_now), 0) as sentiment_se,
        {{ within_change('message_now', 'message_before') }} as within_topic_change,
        {{ mix_change('message_now', 'message_before') }} as topic_mix_change

    from with_spread

)

select
    entity_type,
    entity_id,
    comparison,
    topic,
    cast(n_now as bigint) as n_now,
    cast(n_before as bigint) as n_before,
    share_now,
    share_before,
    sentiment_now,
    sentiment_now - {{ detection_constant('interval_z') }} * sentiment_se as sentiment_now_low,
    sentiment_now + {{ detection_constant('interval_z') }} * sentiment_se as sentiment_now_high,
    sentiment_before,
    within_topic_change,
    topic_mix_change,
    within_topic_change + topic_mix_change as contribution

from with_error
