-- Two neighbouring periods side by side, by channel. A mean of channels moves because channels move or because their mix
-- does: with the average of both periods' shares and means as weights, the two parts add up to the whole, and nothing is
-- left over. A channel with scores in one period only moved nothing itself; its coming or going is mix.
with

periods as (

    {{ comparison_periods() }}

),

side_by_side as (

    select
        spans.entity_type,
        spans.entity_id,
        periods.comparison,
        spans.channel,
        {{ period_sums('spans', {'n': 'n_scored', 'w': 'sum_w', 'wx': 'sum_wx'}) }},
        sum(spans.sum_wx2) as wx2

    from {{ ref('int_entity_channel_spans') }} as spans
    inner join periods
        on spans.within_days <= 2 * periods.days
    group by spans.entity_type, spans.entity_id, periods.comparison, spans.channel

),

means as (

    select
        *,
        cast(w_now as double) / nullif(cast(sum(w_now) over {{ of_comparison() }} as double), 0) as share_now,
        cast(w_before as double) / nullif(cast(sum(w_before) over {{ of_comparison() }} as double), 0) as share_before,
        cast(sum(wx_now) over {{ of_comparison() }} as double)
        / nullif(cast(sum(w_now) over {{ of_comparison() }} as double), 0) as whole_now,
        cast(sum(wx_before) over {{ of_comparison() }} as double)
        / nullif(cast(sum(w_before) over {{ of_comparison() }} as double), 0) as whole_before,
        cast(wx_now as double) / nullif(cast(w_now as double), 0) as sentiment_now,
        cast(wx_before as double) / nullif(cast(w_before as double), 0) as sentiment_before

    from side_by_side

)

select
    entity_type,
    entity_id,
    comparison,
    channel,
    n_now,
    n_before,
    w_now,
    w_before,
    wx_now,
    wx_before,
    wx2,
    share_now,
    share_before,
    sentiment_now,
    sentiment_before,
    {{ within_change('sentiment_now', 'sentiment_before') }} as within_channel_change,
    {{ mix_change('sentiment_now', 'sentiment_before') }} as channel_mix_change

from means
where whole_now is not null and whole_before is not null
