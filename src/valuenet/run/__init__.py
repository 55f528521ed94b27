"""The order of the stages, and what else goes through several rooms."""
