{{ landing_table('contacts') }}
