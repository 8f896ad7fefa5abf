"""System checks: every view says who may open it."""
