"""Pairs of mentions that may be one organisation: how they are found, compared and judged."""
