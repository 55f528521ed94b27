"""Shortest paths: how many of each length, how far every node is."""
