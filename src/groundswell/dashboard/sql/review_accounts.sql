-- Every active account as the review sees it, in the order of their names.
select
    standings.*,
    reviewed.section,
    reviewed.pattern_title,
    reviewed.evidence,
    reviewed.play_title
from mart_account_standings as standings
left join mart_review_accounts as reviewed
    on standings.account_id = reviewed.account_id
order by lower(standings.account_name), standings.account_id
