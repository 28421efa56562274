"""Which versions of which tools this project uses; every checksum stands beside what it protects.

- Go modules: `go/engine/go.sum` and `go/python-host/go.sum`, checked by Go at every build.
- Go itself: `go/requirements.txt`, checked by pip.
- Official installer: nothing to check against. Pulumi publishes checksums beside its releases, on the same servers.
"""

from pathlib import Path

Version = tuple[int, int, int]

PULUMI: Version = (3, 259, 0)
"""The CLI that is installed or built where there is none: the version that this project was tried with."""

BUILD = 2
"""Counts the ways in which that version has been built. What an older way gave is built anew."""

OLDEST_PULUMI: Version = (3, 230, 0)
"""A CLI that somebody has on PATH may be this old, like the oldest SDK that pyproject.toml allows."""

OLDEST_GO = (1, 26)
"""What the engine's go.mod asks for."""

GO_FILES = Path(__file__).parent / "go"
"""The two Go modules that name the tools to build. Two, because the last Python host inside a module that the Go proxy
serves is the one of Pulumi 3.79.0, and the CLI needs the SDK of its own version. What that host is too old for is in
`python-host/run_plugin.go`."""

CLI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
CLI_MODULE = "github.com/pulumi/pulumi/pkg/v3"
CLI_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3"
PYTHON_HOST_PACKAGE = "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"


def dotted(version: tuple[int, ...]) -> str:
    """`3.259.0`."""
    return ".".join(map(str, version))
