"""Source descriptions: a `source.yml` in the folder of each source, validated before fetching."""

from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    ValidationError,
)

from db.errors import FoerderlageError
from db.records import SourceInfo

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"\S.*\.$")]
"""A German sentence for people, with its full stop."""


def _without_login(address: HttpUrl) -> HttpUrl:
    if address.username or address.password:
        raise ValueError("an address that everybody sees holds no login")
    return address


OpenUrl = Annotated[HttpUrl, AfterValidator(_without_login)]
"""An address without user and password."""


class Expectations(BaseModel):
    """What an answer must hold before it may replace the stored state."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_programmes: int = Field(ge=1)
    min_share_of_last: float = Field(ge=0, le=1)
    """Least number of programmes as a share of those of the last good run."""
    max_fill_drop: float = Field(ge=0, le=1)
    """By how much of itself the share of programmes that fill a property may fall."""
    min_filled: int = Field(ge=1)
    """Properties filled in fewer programmes than this are too rare to be judged."""
    max_texts_changed: float = Field(ge=0, le=1)
    """Greatest share of texts that may differ from those of the last good run."""


class Source(BaseModel):
    """A publisher's catalogue: who publishes it, on what terms, where and how often."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    publisher: str
    licence: str
    licence_url: OpenUrl
    homepage: OpenUrl
    address: OpenUrl
    frequency: Literal["daily", "weekly"]
    spider: str
    redirect_hosts: tuple[str, ...] = ()
    """Hosts besides that of the address to which its server may redirect."""
    expectations: Expectations
    not_covered: tuple[Sentence, ...] = ()
    """What people might look for here in vain; the page of sources shows it."""

    def info(self) -> SourceInfo:
        """What the catalogue stores about this source."""
        return SourceInfo(
            name=self.name,
            title=self.title,
            publisher=self.publisher,
            licence=self.licence,
            licence_url=str(self.licence_url),
            homepage=str(self.homepage),
            frequency=self.frequency,
            not_covered=self.not_covered,
        )


def parse_source(text: str, file: str) -> Source:
    """Read one description; raises FoerderlageError naming file and key."""
    try:
        return Source.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (Zeile {mark.line + 1})" if mark else ""
        raise FoerderlageError(
            f"{file} ist kein gültiges YAML{where}.", "Bitte die Quellendatei berichtigen."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise FoerderlageError(
            f"{file}: „{key}“ fehlt oder ist ungültig.", "Bitte die Quellendatei berichtigen."
        ) from error


def load_sources() -> dict[str, Source]:
    """All described sources by name: those folders beside this file that have a `source.yml`."""
    found = {}
    for folder in sorted(resources.files("crawlers").iterdir(), key=str):
        file = folder / "source.yml"
        if file.is_file():
            source = parse_source(file.read_text("utf-8"), f"{folder.name}/{file.name}")
            found[source.name] = source
    return found
