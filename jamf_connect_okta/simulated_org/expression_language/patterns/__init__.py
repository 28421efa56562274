"""Regular expressions for names of groups, matched in bounded time.

Okta takes Java's. Python's engine, like Java's, can be made to run for ages by a pattern such as `(a+)+$`, so these
are simulated as automata: no backtracking, and a bound on the work. What automata can't do (look-around, back
references) and what is rare is refused by name.
"""
