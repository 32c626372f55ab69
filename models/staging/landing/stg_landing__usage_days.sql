{{ landing_table('usage_days') }}
