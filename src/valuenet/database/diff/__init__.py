"""Two builds, or two waves of one, beside each other: subjects, relations, ranks and results."""
