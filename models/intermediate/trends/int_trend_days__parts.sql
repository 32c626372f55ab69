-- What trends are built from, as one number for each part of each day: other rows, another number.
{{ config(materialized='view') }}

with

customers as (

    select
        account_id,
        min(known_on) as first_day
    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment and account_id is not null
    group by account_id

),

-- whom an account is compared with from when on, and until when it has days
scope_changes as (

    select
        versions.account_id,
        versions.segment,
        versions.valid_from,
        cast(versions.valid_from as date) as changed_on
    from {{ ref('int_accounts__versions') }} as versions

    union all

    select
        versions.account_id,
        'ended' as segment,
        null as valid_from,
        cast(
            {{ dbt.dateadd('day', 1, 'coalesce(versions.merged_on, versions.churned_on)') }} as date
        ) as changed_on
    from {{ ref('int_accounts__versions') }} as versions
    where versions.is_current and coalesce(versions.merged_on, versions.churned_on) is not null

)

select
    known_on as date_day,
    'messages' as part,
    {{ rows_fingerprint([
        'interaction_key', 'is_customer_sentiment', 'account_id', 'segment', 'tier', 'arr_band', 'lifecycle_stage',
        'csm_owner', 'product', 'brand', 'source', 'channel', 'team', 'agent_id', 'author_id', 'thread_id', 'polarity',
        'polarity_se'
    ]) }} as fingerprint
from {{ ref('int_interactions__scored') }}
group by known_on

union all

select
    month_start_on as date_day,
    'offsets' as part,
    {{ rows_fingerprint(['source', 'channel', 'channel_offset']) }} as fingerprint
from {{ ref('int_channel_offsets') }}
group by month_start_on

union all

select
    greatest(scope_changes.changed_on, customers.first_day) as date_day,
    'scopes' as part,
    {{ rows_fingerprint(['scope_changes.account_id', 'scope_changes.segment', 'scope_changes.valid_from']) }} as fingerprint
from scope_changes
inner join customers
    on scope_changes.account_id = customers.account_id
group by greatest(scope_changes.changed_on, customers.first_day)

union all

select
    cast('1900-01-01' as date) as date_day,
    'settings' as part,
    {{ rows_fingerprint(['name', 'value', "'" ~ trend_settings() ~ "'"]) }} as fingerprint
from {{ ref('detection_constants') }}

union all

select
    cast('1900-01-01' as date) as date_day,
    'policies' as part,
    {{ rows_fingerprint([
        'policy', 'direction', 'signal', 'entity_type', 'segment', 'threshold', 'rearm_share', 'merge_days',
        'minimum_baseline_days', 'maximum_share', 'tier', 'is_default'
    ]) }} as fingerprint
from {{ ref('alert_policy') }}

union all

-- what was answered counts from the day after
select
    from_on as date_day,
    'answers' as part,
    {{ rows_fingerprint(['entity_type', 'entity_id', 'direction', 'policy', 'until_on', 'extra_threshold']) }} as fingerprint
from {{ ref('int_alert_thresholds') }}
group by from_on
