{{ landing_table('events') }}
