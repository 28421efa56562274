"""What is declared in Okta for Jamf Connect: Pulumi components without I/O and without a command line."""
