"""The tail of a distribution: a power law and its alternatives."""
