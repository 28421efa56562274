"""An Okta Identity Engine org on loopback: management API, token endpoint, state.

It knows nothing of Pulumi, of what this project declares, or of Jamf; to its clients it is Okta. `serving.process`
runs it in the background, `serving.running` inside this process, `seed` says what it holds on its first day.
"""
