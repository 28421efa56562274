"""What a group of settings in a stack file is."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Names = Annotated[tuple[str, ...], Field(strict=False)]  # The engine hands lists over, the frozen model keeps tuples.


class Section(BaseModel):
    """A group of settings; keys are camelCase in the stack file, unknown keys are refused.

    The text below each is its description, here and in `docs/settings.md`.
    """

    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )

    @property
    def given(self) -> frozenset[str]:
        """The keys that are set, as they stand in the file."""
        return frozenset(type(self).model_fields[name].alias or name for name in self.model_fields_set)
