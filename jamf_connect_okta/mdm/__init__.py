"""From a stack's outputs to the profiles that an MDM delivers to Macs, and back."""
