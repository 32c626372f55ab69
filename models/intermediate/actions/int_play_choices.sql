-- The play for every pattern that an active account shows in its newest week.
select
    patterns.account_id,
    patterns.pattern,
    patterns.precedence,
    patterns.holds_since,
    plays.play,
    plays.play_title,
    'rule' as ranked_by,
    'nothing has been measured: the order of seed `playbooks`' as ranking_note

from {{ ref('int_account_patterns') }} as patterns
inner join {{ ref('int_account_stakes') }} as accounts
    on patterns.account_id = accounts.account_id
inner join {{ ref('playbooks') }} as plays
    on patterns.pattern = plays.pattern
where patterns.weeks_ago = 0
qualify row_number() over (
    partition by patterns.account_id, patterns.pattern order by plays.rule_rank, plays.play
) = 1
