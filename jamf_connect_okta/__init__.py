"""The tools around the stack: rehearse it, prove its sign-ins, deliver its values."""
