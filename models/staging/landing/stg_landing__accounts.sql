{{ landing_table('accounts') }}
