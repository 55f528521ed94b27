"""Published figures against what a database computes, and against their own arithmetic."""
