"""`./tsm demo`: the portal with a simulated domain, in one folder, under one supervisor. Knows no Django."""
