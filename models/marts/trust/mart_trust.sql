-- depends_on: {{ ref('gate_marts_out') }}
with

last_checks as (

    select
        gate,
        success

    from {{ source('quality', 'quality_results') }}
    qualify dense_rank() over (partition by gate order by checked_at desc nulls last) = 1

),

figures as (

    select metric, scope, value from {{ ref('int_trust__rows') }}
    union all
    select metric, scope, value from {{ ref('int_trust__messages') }}
    union all
    select metric, scope, value from {{ ref('int_trust__accounts') }}
    union all
    select metric, scope, value from {{ ref('int_trust__identity') }}
    union all
    select metric, scope, value from {{ ref('int_trust__sources') }}
    union all
    select metric, scope, value from {{ ref('int_trust__feedback') }}
    union all
    select metric, scope, value from {{ ref('int_trust__constants') }}
    union all
    select
        'checks_failed' as metric,
        gate as scope,
        cast(sum(case when success then 0 else 1 end) as double) as value
    from last_checks
    group by gate

)

select
    figures.metric,
    figures.scope,
    figures.value,
    metrics.unit,
    metrics.description

from figures
left join {{ ref('trust_metrics') }} as metrics
    on figures.metric = metrics.metric
