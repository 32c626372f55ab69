"""What moved sentiment, and what it leads to: statistics on arrays that know nothing of dbt."""
