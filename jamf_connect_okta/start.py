"""Where the console command `jamf-connect-okta` begins."""

import sys
from pathlib import Path

from jamf_connect_okta.breakage.broken_review import HIGH_RISK, report

_PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run the command line. What breaks a review on the way is reported as a review, with the status of a high risk."""
    words = sys.argv[1:]
    try:
        from jamf_connect_okta.cli import main as command_line
    except KeyboardInterrupt:
        raise
    # A module that ends the process while it is imported has broken the review as well.
    except BaseException as error:
        if report(error, words, _PROJECT, starting=True):
            sys.exit(HIGH_RISK)
        raise
    try:
        command_line()
    except Exception as error:
        if report(error, words, _PROJECT, starting=False):
            sys.exit(HIGH_RISK)
        raise
