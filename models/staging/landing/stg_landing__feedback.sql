{{ landing_table('feedback') }}
