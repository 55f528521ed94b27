"""The compiled kernel: C functions on arrays, each with a twin in NumPy that gives the same integers."""
