"""What sets the project up and measures it."""
