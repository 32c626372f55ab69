"""What is measured of the simulated world, beside real data where there is some."""
