"""foerderlage.toml: what a town sets, checked when it is read; environment variables win.

The file lies in the data folder, because one folder is one town. Every value can be given as
FOERDERLAGE_<SECTION>__<NAME> instead, e.g. FOERDERLAGE_SITE__BASE_URL=/foerderlage/.
"""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from db.errors import FoerderlageError

_HTTP = TypeAdapter(HttpUrl)


def _web_address(value: object) -> object:
    """The address as it was typed, if it is one for http or https."""
    if isinstance(value, str):
        _HTTP.validate_python(value)
    return value


def _base(value: object) -> object:
    if isinstance(value, str) and not (value.startswith("/") and value.endswith("/")):
        raise ValueError("muss mit / beginnen und enden, z. B. /foerderlage/")
    return value


WebAddress = Annotated[str, BeforeValidator(_web_address)]


class Section(BaseModel):
    """A section of the file; a name that we do not know is an error, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteSettings(Section):
    """How the site is reached, and what its footer links to."""

    base_url: Annotated[str, BeforeValidator(_base)] = "/"
    """Path under which a proxy shows the site."""
    https: bool = False
    """Whether people reach the site by TLS; then cookies are only sent over it."""
    imprint: WebAddress | None = None
    privacy: WebAddress | None = None
    accessibility: WebAddress | None = None


class NightlySettings(Section):
    """What the nightly run fetches from where, and how long it keeps every version."""

    addresses: dict[str, WebAddress] = {}
    """Source -> address that it is fetched from instead of the publisher's, e.g. a mirror."""
    keep_versions_months: Annotated[int, Field(ge=1)] = 24
    """For so many months back every version of a programme is kept."""


class Settings(BaseSettings):
    """All settings in force."""

    model_config = SettingsConfigDict(
        env_prefix="FOERDERLAGE_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    site: SiteSettings = SiteSettings()
    nightly: NightlySettings = NightlySettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, whose content is given as arguments."""
        assert isinstance(init_settings, InitSettingsSource)
        return env_settings, init_settings


def load(path: Path) -> Settings:
    """The settings of a file, defaults without one.

    Raises FoerderlageError that names file, entry and what is wrong with it.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FoerderlageError(
            f"{path} ist kein gültiges TOML ({error}).", "Bitte die genannte Stelle berichtigen."
        ) from error
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            reason = "diese Einstellung gibt es nicht"
        else:
            reason = first["msg"].removeprefix("Value error, ")
        raise FoerderlageError(
            f"Einstellung „{place}“ in {path} oder in der Umgebung: {reason}.",
            "Bitte berichtigen; alle Einstellungen stehen in docs/einstellungen.md.",
        ) from error
