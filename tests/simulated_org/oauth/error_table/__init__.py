"""The rows of the error table."""
