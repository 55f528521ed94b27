"""Time and memory of valuenet, measured; run them all with `make bench`."""
