"""Starts the command line, also where a change has broken what that is made of; standard library only."""
