"""Stories for a live demonstration: a question, and steps that are Views with what the figures say there."""
