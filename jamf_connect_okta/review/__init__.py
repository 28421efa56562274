"""Shows what a change of the project does to the people who sign in: base and proposal, deployed and compared."""
