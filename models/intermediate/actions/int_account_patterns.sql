-- The patterns that hold at the end of each week: all conditions of one alternative (seed `pattern_conditions`) are met.
{% set signals = pattern_signals() -%}

with

conditions as (

    select
        *,
        count(*) over (partition by pattern, alternative) as n_conditions

    from {{ ref('pattern_conditions') }}

),

measured as (

    select
        weeks.account_id,
        weeks.weeks_ago,
        weeks.week_end_on,
        conditions.pattern,
        conditions.alternative,
        conditions.n_conditions,
        conditions.minimum,
        conditions.maximum,
        case conditions.signal
            {%- for signal in signals %}
            when '{{ signal }}' then cast(weeks.{{ signal }} as double)
            {%- endfor %}
        end as signal_value

    from {{ ref('int_pattern_signals') }} as weeks
    cross join conditions

),

met as (

    select
        account_id,
        weeks_ago,
        week_end_on,
        pattern,
        alternative

    from measured
    where
        signal_value is not null
        and (minimum is null or signal_value >= minimum)
        and (maximum is null or signal_value <= maximum)
    group by account_id, weeks_ago, week_end_on, pattern, alternative, n_conditions
    having count(*) = n_conditions

),

first_alternatives as (

    select
        met.*,
        patterns.precedence,
        patterns.is_fallback

    from met
    inner join {{ ref('patterns') }} as patterns
        on met.pattern = patterns.pattern
    qualify row_number() over (
        partition by met.account_id, met.weeks_ago, met.pattern order by met.alternative
    ) = 1

),

with_company as (

    select
        *,
        count(*) over (partition by account_id, weeks_ago) as n_patterns

    from first_alternatives

),

-- weeks without a gap have the same difference between their number and their place
with_runs as (

    select
        *,
        weeks_ago - row_number() over (partition by account_id, pattern order by weeks_ago) as run_number

    from with_company
    where n_patterns = 1 or not is_fallback

)

select
    account_id,
    weeks_ago,
    week_end_on,
    pattern,
    alternative,
    precedence,
    min(week_end_on) over (partition by account_id, pattern, run_number) as holds_since,
    row_number() over (partition by account_id, weeks_ago order by precedence, pattern) = 1 as is_main

from with_runs
