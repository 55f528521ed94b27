"""Which subjects are there at each wave, and which of them pass the study's rules into the sample."""
