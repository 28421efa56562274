"""What people verify with: which factors they have, and whether an answer is the right one."""
