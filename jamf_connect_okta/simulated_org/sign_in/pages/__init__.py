"""What a person sees in a browser: the sign-in page, and the outbox with the messages that were sent."""
