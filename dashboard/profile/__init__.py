"""The profile of one place: its figures, what stands beside them, what is missing. Nothing here draws on a screen."""
