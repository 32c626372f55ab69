"""What one more day costs beside a full refresh. All portfolios are simulated, with polarities and without texts."""
