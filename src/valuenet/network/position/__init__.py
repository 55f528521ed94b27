"""The position of every node."""
