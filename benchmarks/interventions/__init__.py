"""Effects of interventions as the models estimate them, beside the effects that the simulated worlds gave them."""
