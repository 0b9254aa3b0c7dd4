"""Recommendations tied to evidence: what the figures said when each was made, and whether they still say so."""
