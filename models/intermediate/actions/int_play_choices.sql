-- The play for every pattern that an active account shows in its newest week. Plays whose intervention was measured and helped
-- come first, the surest first; then those that nothing is known of, in the order of the seed; then those that were
-- measured and did not help. What was measured on the same pattern counts before what was measured on all.
with

measured_plays as (

    select
        plays.pattern,
        plays.play,
        plays.play_title,
        plays.rule_rank,
        plays.intervention,
        effects.pattern as measured_on,
        effects.n_treated,
        effects.effect,
        effects.effect_low,
        effects.effect_high,
        case
            when effects.effect_low is null then 2
            when effects.effect_low > 0 then 1
            else 3
        end as standing

    from {{ ref('playbooks') }} as plays
    left join {{ ref('int_intervention_intervals') }} as effects
        on
            lower(plays.intervention) = lower(effects.intervention)
            and (plays.pattern = effects.pattern or effects.pattern = 'all')
            and effects.measure = 'sentiment'
            and effects.is_measured
    qualify row_number() over (
        partition by plays.pattern, plays.play
        order by case effects.pattern when 'all' then 2 else 1 end
    ) = 1

),

ranked_plays as (

    select
        *,
        count(n_treated) over (partition by pattern) as n_measured,
        row_number() over (
            partition by pattern
            order by
                standing asc,
                case when standing = 1 then effect_low end desc nulls last,
                rule_rank asc,
                play asc
        ) as play_rank

    from measured_plays

)

select
    patterns.account_id,
    patterns.pattern,
    patterns.precedence,
    patterns.holds_since,
    plays.play,
    plays.play_title,
    case when plays.n_measured > 0 then 'measured effect' else 'rule' end as ranked_by,
    case
        when plays.n_treated is not null
            then concat(
                plays.intervention, ': ', {{ one_decimal('plays.effect') }}, ' points beside comparable accounts (95 % interval ',
                {{ one_decimal('plays.effect_low') }}, ' to ', {{ one_decimal('plays.effect_high') }}, ', ',
                {{ whole_number('plays.n_treated') }}, ' cases, ',
                case plays.measured_on when 'all' then 'all patterns' else 'this pattern' end, ')'
            )
        when plays.n_measured > 0 then 'not measured yet; the plays that were measured did not help'
        else 'too few interventions with comparable accounts: the order of the playbook decides'
    end as ranking_note

from {{ ref('int_account_patterns') }} as patterns
inner join {{ ref('int_account_stakes') }} as accounts
    on patterns.account_id = accounts.account_id
inner join ranked_plays as plays
    on patterns.pattern = plays.pattern and plays.play_rank = 1
where patterns.weeks_ago = 0
