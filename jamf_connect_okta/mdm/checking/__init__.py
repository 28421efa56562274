"""Compares profiles that exist with what a stack would export."""
