"""Programs of other teams, each one file that the engine runs by itself."""
