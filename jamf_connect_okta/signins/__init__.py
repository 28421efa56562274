"""Plays the sign-ins of a stack against its org over HTTP, and says whether what must happen does."""
