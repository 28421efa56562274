"""What the deployed policies decide about an attempt to sign in."""
