"""Composite indicators: a tree of weighted indicators, and scores, ranks and coverage from a table of values."""
