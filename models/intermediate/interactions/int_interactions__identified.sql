-- One canonical interaction: whose it is, what was true of that account then, and whether it speaks for the customer.
{{ config(materialized='view') }}

with

matched as (

    select
        interactions.*,
        matches.account_id,
        matches.match_kind,
        matches.match_confidence,
        matches.unmapped_reason

    from {{ ref('int_interactions__deduplicated') }} as interactions
    inner join {{ ref('int_interactions__matched') }} as matches
        on interactions.interaction_key = matches.interaction_key

)

select
    matched.interaction_key,
    matched.interaction_id,
    matched.source,
    matched.channel,
    case when bots.interaction_key is not null then 'bot' else matched.author_role end as author_role,
    bots.author_role_reason,
    matched.author_id,
    matched.agent_id,
    matched.team,
    matched.thread_id,
    matched.account_key,
    matched.account_id,
    matched.match_kind,
    matched.match_confidence,
    matched.unmapped_reason,
    coalesce(matched.product, versions.product) as product,
    matched.brand,
    versions.segment,
    versions.tier,
    versions.arr_band,
    versions.lifecycle_stage,
    versions.csm_owner,
    matched.rating,
    matched.rating_scale,
    matched.polarity,
    matched.text_hash,
    matched.word_count,
    matched.language,
    matched.source_url,
    matched.occurred_at,
    matched.loaded_at,
    matched.known_at,
    matched.known_on,
    matched.is_known_at_estimated,
    bots.interaction_key is null and matched.author_role = 'customer' and matched.channel <> 'note'
        as is_customer_sentiment

from matched
left join {{ ref('int_accounts__versions') }} as versions
    on
        matched.account_id = versions.account_id
        and {{ is_valid_at('matched.occurred_at', 'versions') }}
left join {{ ref('int_bot_texts') }} as bots
    on matched.interaction_key = bots.interaction_key
