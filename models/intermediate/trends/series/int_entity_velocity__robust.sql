-- The robust velocity of an entity's newest twelve weeks: the median of all slopes between two weeks. Its interval are the
-- slopes whose ranks lie 1.96 sd of Kendall's S around the middle.
with

tests as (

    select
        *,
        {{ detection_constant('interval_z') }} * kendall_sd as half_width,
        case
            when kendall_s = 0 then 0
            else (kendall_s - sign(kendall_s)) / nullif(kendall_sd, 0)
        end as mann_kendall_z

    from {{ ref('int_entity_velocity__trend_test') }}

),

slopes as (

    select
        tests.entity_type,
        tests.entity_id,
        tests.mann_kendall_z,
        avg(
            case
                when pairs.slope_rank in (floor((tests.n_pairs + 1) / 2), floor((tests.n_pairs + 2) / 2))
                    then pairs.slope
            end
        ) as middle,
        max(
            case when pairs.slope_rank <= greatest(1, round((tests.n_pairs - tests.half_width) / 2)) then pairs.slope end
        ) as low,
        min(
            case
                when pairs.slope_rank >= least(tests.n_pairs, round((tests.n_pairs + tests.half_width) / 2) + 1)
                    then pairs.slope
            end
        ) as high

    from tests
    inner join {{ ref('int_entity_velocity__pairs') }} as pairs
        on tests.entity_type = pairs.entity_type and tests.entity_id = pairs.entity_id
    group by tests.entity_type, tests.entity_id, tests.mann_kendall_z

)

select
    entity_type,
    entity_id,
    {{ rounded('middle') }} as velocity,
    {{ rounded('low') }} as velocity_low,
    {{ rounded('high') }} as velocity_high,
    {{ rounded('mann_kendall_z') }} as mann_kendall_z

from slopes
