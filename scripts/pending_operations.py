"""`pulumi stack export | python -m scripts.pending_operations`: fails where a deployment was killed half-way.

The engine then no longer knows what it had begun, and the next `pulumi up` would create it again.
"""

import json
import sys


def main() -> int:
    """Exit status 1 with what is pending, 0 where nothing is."""
    pending = (json.load(sys.stdin).get("deployment") or {}).get("pending_operations") or []
    for operation in pending:
        print(f"{operation['type']} of {operation['resource']['urn'].rpartition('::')[2]} was begun, and not ended.")
    if pending:
        print("See what of it exists in Okta, then run `pulumi refresh` by hand: it asks about each, with the id.")
    return 1 if pending else 0


if __name__ == "__main__":
    sys.exit(main())
