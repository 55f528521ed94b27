"""The network of a reconstruction: from totals to rows, partners, pairs and labels."""
