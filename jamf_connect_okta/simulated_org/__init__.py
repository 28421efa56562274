"""An Okta Identity Engine org on loopback: management API, authorization server, sign-in page, state.

It knows nothing of Pulumi, of what this project declares, or of Jamf; to its clients it is Okta. Its rooms stand on
each other: `expression_language` for groups claims, `core` with documents, clock and errors, `management`, which
administrators call, `policy_evaluation`, `seed` with the first day, `sign_in` with its pages, `oauth`, `serving`.
"""
