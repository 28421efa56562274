"""How the answer to an authorize request reaches the client, and how a person sees one that must not go there."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from jamf_connect_okta.simulated_org.core.api import Answer, page, redirect

MODES = ("query", "fragment", "form_post")
"""Those of Okta's response modes that this org has; `okta_post_message` is for Okta's own JavaScript."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<main data-step="{step}">
{content}
</main>
</body>
</html>
"""
_FORM = """<form method="post" action="{action}">
{fields}
<button type="submit">Continue</button>
</form>
<script>document.forms[0].submit()</script>"""
_ERROR = """<h1>{status}</h1>
<p role="alert">{text}</p>
<p>Error code: <code>{code}</code></p>"""
_TITLES = {400: "400 Bad Request", 403: "403 Forbidden"}


def deliver(redirect_uri: str, mode: str, values: Mapping[str, str]) -> Answer:
    """Sends the values to a redirect URI that is known to be the client's."""
    if mode == "form_post":
        fields = "\n".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in values.items()
        )
        content = _FORM.format(action=escape(redirect_uri), fields=fields)
        return page(_PAGE.format(title="Signing in", step="form-post", content=content))
    separator = "#" if mode == "fragment" else "&" if "?" in redirect_uri else "?"
    return redirect(redirect_uri + separator + urlencode(values))


def error_page(status: int, code: str, text: str) -> Answer:
    """A refusal that stays in the browser."""
    title = _TITLES[status]
    content = _ERROR.format(status=title, text=escape(text), code=escape(code))
    return page(_PAGE.format(title=title, step="error", content=content), status)
