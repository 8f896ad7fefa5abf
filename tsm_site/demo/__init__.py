"""`./tsm demo`: the portal with a simulated domain, in one folder, under one supervisor.

The supervisor knows no Django; `world.py` is what the preparation plants.
"""
