"""What the scorer's numbers come from: `python -m benchmarks.scoring --help`."""
