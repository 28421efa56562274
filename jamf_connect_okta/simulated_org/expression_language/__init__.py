"""Okta Expression Language and group filters, as far as an ID token's groups claim needs them.

The language is the older one of Okta's two (`user.firstName`, not `user.profile.firstName`). What lies outside is
refused by name, never guessed. Standard library and re2 only: the rest of the org is not imported here.
"""
