-- What each topic and competitor is recognised by: its keywords and their plurals.
{% set endings = ['', 's', 'es'] -%}
with

listed as (

    select
        'topic' as aspect_kind,
        list_items.topic as aspect,
        {{ spaced_words('list_items.list_item') }} as words

    from ({{ split_list(ref('topics'), 'topic', 'keywords') }}) as list_items
    union all
    select
        'competitor' as aspect_kind,
        list_items.competitor as aspect,
        {{ spaced_words('list_items.list_item') }} as words

    from ({{ split_list(ref('competitors'), 'competitor', 'patterns') }}) as list_items

)

select distinct
    listed.aspect_kind,
    listed.aspect,
    -- the ending goes before the last space
    concat(substr(listed.words, 1, length(listed.words) - 1), endings.ending, ' ') as words

from listed
cross join (
    {% for ending in endings -%}
    select '{{ ending }}' as ending
    {%- if not loop.last %} union all {% endif %}
    {%- endfor %}
) as endings
