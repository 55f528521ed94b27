"""Published aggregates to calibrated synthetic records."""
