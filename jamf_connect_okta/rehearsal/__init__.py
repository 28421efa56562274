"""Runs a stack, any stack, with the real engine against a simulated Okta org."""
