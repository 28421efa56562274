"""What a process that was started in the background hands down to the engine."""

import signal
import subprocess
import sys

SHOW = "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"
BACKGROUND = f"""
import signal, subprocess, sys
from jamf_connect_okta.rehearsal.interrupts import heed_interrupts
assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
heed_interrupts()
subprocess.run([sys.executable, "-c", "{SHOW}"], check=True)
"""


def test_what_is_started_in_the_background_lets_the_engine_hear_interrupts() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done = subprocess.run([sys.executable, "-c", BACKGROUND], capture_output=True, text=True, check=True)
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.stdout == "False\n"
