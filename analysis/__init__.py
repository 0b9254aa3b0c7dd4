"""Pure functions from observations to observations or a small result. No screen, no network, no files."""
