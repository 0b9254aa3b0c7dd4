"""A seminar pack: everything a demonstration needs on a machine without a network."""
