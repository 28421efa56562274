"""Tells where a change has broken the tools, on which it therefore does not stand; standard library only."""
