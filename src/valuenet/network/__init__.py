"""Networks as arrays: what a value network looks like, measured on relations and on ties."""
