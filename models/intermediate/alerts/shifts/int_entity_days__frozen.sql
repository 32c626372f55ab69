-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- The day's deviations from the baseline: sums over its messages, in both lanes; in the slow one also of their powers, each
-- message alike, which tell to which side messages are skewed.
{{ config(materialized='incremental') }}

select
    entity_type,
    entity_id,
    date_day,
    {% for lane in var('baseline_lanes') -%}
    sum(case when e_{{ lane }} is not null then weight else 0 end) as sum_w_{{ lane }},
    coalesce(sum(cast(weight * e_{{ lane }} as decimal(18, 12))), 0) as sum_e_{{ lane }},
    {% endfor -%}
    count(e_slow) as n_deviations,
    coalesce(sum(e_slow), 0) as sum_deviations,
    coalesce(sum(cast(cast(e_slow as double) * e_slow as decimal(18, 12))), 0) as sum_squares,
    coalesce(sum(cast(cast(e_slow as double) * e_slow * e_slow as decimal(18, 12))), 0) as sum_cubes,
    count(*) as n_judged

from {{ ref('int_interactions__frozen') }}
where {{ only_new_days() }}
group by entity_type, entity_id, date_day
