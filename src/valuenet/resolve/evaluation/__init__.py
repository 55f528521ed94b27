"""How well matching does: against a gold list of pairs, and against names that were corrupted on purpose."""
