"""What every function of the plugin has to offer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.schema import Schema
from jamf_connect_okta.stand_in.values import Properties


class Lookup(ABC):
    """A function of the official plugin: its arguments' schema, its calls and their order."""

    token: ClassVar[str]
    schema: ClassVar[Schema]

    @abstractmethod
    def look_up(self, org: Org, arguments: Mapping[str, Any]) -> Properties:
        """The results besides the arguments themselves. Raises OperationError in the official plugin's words."""
