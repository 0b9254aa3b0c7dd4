"""A room that follows a presenter: the step it stands at, its answers, its proposals. Nothing personal."""
