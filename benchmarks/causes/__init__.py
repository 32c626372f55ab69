"""What impacts and leading indicators find in simulated worlds, and how often they find what is not there."""
