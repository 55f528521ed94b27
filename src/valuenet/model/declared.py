"""What every declaration of a study is: frozen, checked, and strict about its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from valuenet.errors import nearest

Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]


class Declaration(BaseModel):
    """A frozen part of a study file in which every unknown word is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_alias=True, validate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _known_words(cls, raw: Any) -> Any:
        words = [item.alias or name for name, item in cls.model_fields.items()]
        for word in raw if isinstance(raw, Mapping) else ():
            if word not in words:
                hint = nearest(str(word), words) or f"; known here: {', '.join(words)}"
                raise PydanticCustomError("unknown_word", "unknown word '{word}'{hint}", {"word": word, "hint": hint})
        return raw


class Label(Declaration):
    """One text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
