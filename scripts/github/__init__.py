"""What the workflows tell people on GitHub: reports as one comment, drift as one issue. Standard library only."""
