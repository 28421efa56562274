"""Lets the engine's helpers hear the interrupt that it ends them with."""

import signal


def heed_interrupts() -> None:
    """Undo what a shell does to commands that it runs in the background without job control: they ignore SIGINT.

    All that the engine starts would inherit it, and its Python host then ends only when the engine loses patience:
    five seconds for every command.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
