{{ state_feedback() }}
