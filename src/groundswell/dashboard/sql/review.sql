-- The agenda as the mart has it.
select *
from mart_weekly_review
order by section, item_rank
