"""What `./tsm bench search` runs."""
