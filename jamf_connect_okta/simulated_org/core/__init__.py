"""The org's documents, clock and errors: what everything else of it stands on."""
