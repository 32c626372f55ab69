"""How well outcomes are foretold in simulated worlds whose hazards are known, beside an oracle and other estimators."""
