"""Applications, with everything that belongs to one."""
