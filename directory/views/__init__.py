"""Pages of the directory room."""
