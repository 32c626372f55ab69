-- Who else customers speak of, and how we fare beside them in the same text: only there do both stand before the same
-- customer on the same day.
with

counted as (

    select
        mentions.comparison,
        mentions.competitor,
        sum(mentions.later_period) as n_now,
        sum(1 - mentions.later_period) as n_before,
        count(distinct case when mentions.later_period = 1 then mentions.account_id end) as n_accounts_now,
        cast(sum(mentions.later_period * mentions.competitor_polarity) as double)
        / nullif(sum(mentions.later_period), 0) as competitor_sentiment,
        sum(case when mentions.our_lead is not null then mentions.later_period end) as n_both,
        cast(sum(mentions.later_period * mentions.our_lead) as double) as sum_lead,
        cast(sum(cast(mentions.later_period * mentions.our_lead * mentions.our_lead as decimal(18, 12))) as double) as sum_lead2

    from {{ ref('int_competitor_mentions') }} as mentions
    group by mentions.comparison, mentions.competitor

),

with_lead as (

    select
        *,
        sum_lead / nullif(n_both, 0) as our_lead,
        sqrt(
            (
                greatest(0, sum_lead2 - sum_lead * sum_lead / nullif(n_both, 0))
                + {{ detection_constant('spread_prior_messages') }} * {{ detection_constant('score_weight_variance') }}
            )
            / nullif(n_both - 1 + {{ detection_constant('spread_prior_messages') }}, 0)
            / nullif(n_both, 0)
        ) as lead_se

    from counted

)

select
    comparison,
    competitor,
    cast(n_now as bigint) as n_now,
    cast(n_before as bigint) as n_before,
    cast(n_accounts_now as bigint) as n_accounts_now,
    cast(n_now as double) / nullif(sum(n_now) over (partition by comparison), 0) as share_of_voice_now,
    cast(n_before as double) / nullif(sum(n_before) over (partition by comparison), 0) as share_of_voice_before,
    competitor_sentiment,
    cast(coalesce(n_both, 0) as bigint) as n_both,
    our_lead,
    our_lead - {{ detection_constant('interval_z') }} * lead_se as our_lead_low,
    our_lead + {{ detection_constant('interval_z') }} * lead_se as our_lead_high

from with_lead
