"""One organisation's name, taken apart: every step visible, every list a CSV file beside the code."""
