"""The simulated world: invented customers whose true mood is known, to show the product on and to examine it by.

Everything here is simulated. `docs/demo-world.md` says what is, and how it differs from real customers.
"""
