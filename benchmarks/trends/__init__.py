"""How well the series say where a mood is, when it changed and where it goes. All portfolios are simulated."""
