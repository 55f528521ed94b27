"""Records to subjects: mentions that mean one organisation become one, and every value keeps its source."""
