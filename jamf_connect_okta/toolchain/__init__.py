"""Gets the tools that a stack needs: the Pulumi CLI, the okta plugin."""
