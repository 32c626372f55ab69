-- One incident may move a segment and make a storm about the products that it uses. It is told once, by whichever crossed
-- first: a spell of crossings is silent as a whole when one of the other kind had opened in the days before that merge into
-- one alert, and was not silent itself. On the same day the accounts tell. What they do not write about tells for itself.
with

spells as (

    select * from {{ ref('int_alert_spells') }}

),

openings as (

    select * from spells
    where date_day = opened_on

),

pairs as (

    select
        cohorts.spell as cohort_spell,
        storms.spell as storm_spell,
        cohorts.opened_on as cohort_on,
        storms.opened_on as storm_on,
        cohorts.merges_after as cohort_merges_after,
        storms.merges_after as storm_merges_after

    from openings as cohorts
    inner join {{ ref('int_related_entities') }} as related
        on cohorts.entity_type = related.entity_type and cohorts.entity_id = related.entity_id
    inner join openings as storms
        on
            related.related_type = storms.entity_type
            and related.related_id = storms.entity_id
            and cohorts.policy = storms.policy
            and cohorts.direction = storms.direction
            and related.first_on <= storms.opened_on
    where cohorts.kind = 'cohort' and storms.kind = 'storm'

),

followers as (

    select
        storm_spell as spell,
        cohort_spell as followed_spell
    from pairs
    where cohort_on <= storm_on and cohort_on > storm_merges_after

    union

    select
        cohort_spell as spell,
        storm_spell as followed_spell
    from pairs
    where storm_on < cohort_on and storm_on > cohort_merges_after

),

-- who follows only followers tells itself
told as (

    select distinct followers.spell
    from followers
    left join followers as followed
        on followers.followed_spell = followed.spell
    where followed.spell is null

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.policy,
    days.direction,
    days.signal

from spells as days
inner join told
    on days.spell = told.spell
