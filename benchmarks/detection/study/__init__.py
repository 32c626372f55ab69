"""Would other signals, or a better filter, find more at equal false alarms? On the tuning worlds only."""
