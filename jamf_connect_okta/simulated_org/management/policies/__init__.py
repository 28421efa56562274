"""Policies of both kinds, with their rules."""
