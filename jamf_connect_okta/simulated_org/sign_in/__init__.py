"""People who sign in: their passwords and factors, their sessions, the pages that ask them."""
