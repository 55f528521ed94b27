"""What is more than chance: random networks, resampling, intervals."""
