"""What an org holds on its first day."""
