"""The org as a server: its endpoints, its process, its switches."""
