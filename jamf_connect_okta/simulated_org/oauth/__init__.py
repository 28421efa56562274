"""The org authorization server."""
