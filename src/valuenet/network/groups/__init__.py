"""Communities, cores and their profile."""
