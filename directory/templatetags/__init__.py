"""Tags of the directory room."""
