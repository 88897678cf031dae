"""The settings of a town, section by section, with their defaults and what they are for."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from matcher.settings.values import BasePath, MailAddress, Networks, Section, WebAddress

LEAD_DAYS = (28, 14, 7, 1, 0)
"""Days before a deadline on which it is announced, unless a town sets others."""
ASK_AGAIN_DAYS = 90
"""Days after which an application that was handed in is asked about, unless a town sets others."""
NAMES_KEPT = 120
"""Months for which names of departed people are kept: a project of a few years, its proof of use
and the five years during which vouchers are kept and audits ask who decided."""

SILENT_DAYS = 5
"""Days without a reaction after which others are told, unless a town sets others."""


class SiteSettings(Section):
    """How the site is reached, and what its footer links to."""

    base_url: BasePath = Field(
        default="/",
        description="Pfad, unter dem ein Proxy die Seite zeigt; beginnt und endet mit `/`",
    )
    address: WebAddress | None = Field(
        default=None,
        description="Vollständige Adresse der Seite samt Pfad, für Verweise in Mails;"
        " ohne sie stehen dort keine",
    )
    https: bool = Field(
        default=False,
        description="Die Seite wird über TLS erreicht: Anmeldecookies gehen nur noch darüber",
    )
    imprint: WebAddress | None = Field(
        default=None, description="Adresse des Impressums, steht im Fuß jeder Seite"
    )
    privacy: WebAddress | None = Field(default=None, description="Adresse der Datenschutzerklärung")
    accessibility: WebAddress | None = Field(
        default=None, description="Adresse der Erklärung zur Barrierefreiheit"
    )


class AccessSettings(Section):
    """Who gets in, and how."""

    public: bool = Field(
        default=True,
        description="Besucher ohne Anmeldung sehen den Katalog; sonst nur die Anmeldung",
    )
    session_days: int = Field(
        default=30, ge=1, le=365, description="So lange gilt eine Anmeldung (Tage)"
    )
    proxy_header: str | None = Field(
        default=None,
        min_length=1,
        description="Kopfzeile, in der ein Proxy den Anmeldenamen nennt; sonst meldet keiner an",
    )
    proxy_addresses: Networks = Field(
        default=None,
        description="IP-Adressen oder Netze dieses Proxys, mit Komma getrennt; "
        "nur ihnen wird geglaubt",
    )
    proxy_newcomers: bool = Field(
        default=False,
        description="Wen der Proxy nennt und hier noch niemand kennt, darf lesen; "
        "sonst kein Zugang",
    )


class BackupSettings(Section):
    """Where backups lie and how many are kept."""

    folder: str | None = Field(
        default=None,
        min_length=1,
        description="Ordner der Sicherungen, ab dem Datenordner; sonst `sicherungen` darin",
    )
    daily: int = Field(
        default=14, ge=1, description="So viele Tage mit Sicherungen bleiben erhalten"
    )
    monthly: int = Field(
        default=12, ge=0, description="So viele Monate behalten außerdem ihre letzte Sicherung"
    )
    max_age_days: int = Field(
        default=2, ge=1, description="Ist die letzte Sicherung älter, warnt `matcher doctor` (Tage)"
    )


class DatabaseSettings(Section):
    """How the two files are used."""

    busy_seconds: float = Field(
        default=15.0,
        gt=0,
        le=600,
        description="Wartezeit, wenn ein anderes Programm schreibt (Sekunden)",
    )


class NetworkSettings(Section):
    """How patient a crawl is; times are in seconds."""

    retries: int = Field(
        default=4,
        ge=0,
        le=20,
        description="Wiederholungen, wenn eine Quelle nicht oder mit 429 oder 5xx antwortet",
    )
    pause_seconds: float = Field(
        default=5.0,
        ge=0,
        le=300,
        description="Pause vor der ersten Wiederholung; sie verdoppelt sich jedes Mal",
    )
    request_seconds: float = Field(
        default=600.0, gt=0, description="Zeitlimit für eine Anfrage samt Antwort"
    )
    total_seconds: float = Field(
        default=1800.0,
        gt=0,
        description="Zeitlimit für eine Quelle mit allen Wiederholungen und Pausen",
    )


class NightlySettings(Section):
    """What the nightly run fetches from where, and how long it keeps every version."""

    addresses: dict[str, WebAddress] = Field(
        default={},
        description="Quelle und Adresse, von der sie nachts statt beim Herausgeber geholt wird,"
        " etwa von einem Spiegel",
    )
    keep_versions_months: int = Field(
        default=24,
        ge=1,
        description="So viele Monate zurück bleibt jede Fassung eines Programms erhalten;"
        " ältere werden ausgedünnt",
    )


class MailSettings(Section):
    """How mails are handed over, and when deadlines are announced in them."""

    host: str | None = Field(
        default=None, min_length=1, description="Mailserver; ohne ihn verschickt niemand Mails"
    )
    port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="Anschluss des Mailservers; 0 heißt 587 (starttls), 465 (tls) oder 25 (none)",
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="Verschlüsselung: `starttls`, `tls` oder `none`; mit `none` ohne Anmeldung",
    )
    user: str | None = Field(
        default=None, min_length=1, description="Anmeldename beim Mailserver; sonst ohne Anmeldung"
    )
    password: SecretStr | None = Field(
        default=None,
        description="Passwort dazu; besser in der Umgebung (`FOERDERLAGE_MAIL__PASSWORD`) oder"
        " in `mail.password_file`, weil diese Datei in die Sicherung kommt",
    )
    password_file: str | None = Field(
        default=None,
        min_length=1,
        description="Datei, deren erste Zeile das Passwort ist, ab dem Datenordner",
    )
    sender: MailAddress | None = Field(
        default=None, description="Adresse, unter der die Mails kommen; mit `mail.host` nötig"
    )
    timeout_seconds: float = Field(
        default=30.0, gt=0, le=600, description="Zeitlimit für jede Antwort des Mailservers"
    )
    lead_days: tuple[Annotated[int, Field(ge=0, le=366)], ...] = Field(
        default=LEAD_DAYS,
        min_length=1,
        description="So viele Tage vor einer Frist meldet sie die Mail; 0 ist der Tag selbst",
    )


class DocumentSettings(Section):
    """Word files for the council and for authorities."""

    paper_template: str | None = Field(
        default=None,
        min_length=1,
        description="Eigene Word-Vorlage für Beschlussvorlagen, ab dem Datenordner;"
        " sonst die von Förderlage",
    )
    sachbericht_template: str | None = Field(
        default=None,
        min_length=1,
        description="Eigene Word-Vorlage für Sachberichte, ab dem Datenordner",
    )
    mittelabruf_template: str | None = Field(
        default=None,
        min_length=1,
        description="Eigene Word-Vorlage für Mittelabrufe, ab dem Datenordner",
    )
    verlaengerung_template: str | None = Field(
        default=None,
        min_length=1,
        description="Eigene Word-Vorlage für Verlängerungsanträge, ab dem Datenordner",
    )
    aenderung_template: str | None = Field(
        default=None,
        min_length=1,
        description="Eigene Word-Vorlage für Änderungsmitteilungen, ab dem Datenordner",
    )


class AwardSettings(Section):
    """What follows an application."""

    ask_again_days: int = Field(
        default=ASK_AGAIN_DAYS,
        ge=1,
        le=3650,
        description="So viele Tage nach der Einreichung wird nach der Antwort der Behörde gefragt,"
        " und nach jedem „noch keine Antwort“ wieder",
    )


class PeopleSettings(Section):
    """What is kept of people, what is shown of what they hold, and when others are told."""

    names_kept_months: int = Field(
        default=NAMES_KEPT,
        ge=0,
        le=600,
        description="So viele Monate nach dem Ausscheiden bleibt ein Name in dem lesbar, was die"
        " Person entschieden hat; danach steht dort ihre Nummer",
    )
    load_shown: bool = Field(
        default=False,
        description="Die Lastverteilung zeigen: woran nur eine Person hängt, ohne Vertretung oder"
        " ohne Zuständige ist; Namen sieht nur, wer verwaltet. Vorher mit dem Personalrat klären",
    )
    silent_days: int = Field(
        default=SILENT_DAYS,
        ge=0,
        le=90,
        description="So viele Tage darf liegen, was bald fällig ist und niemand erledigt oder"
        " ansieht; dann erfährt es die Vertretung, nach ebenso vielen Tagen die Leitung des"
        " Fachamts. 0: nie",
    )


class Settings(BaseSettings):
    """All settings in force."""

    model_config = SettingsConfigDict(
        env_prefix="FOERDERLAGE_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    site: SiteSettings = SiteSettings()
    access: AccessSettings = AccessSettings()
    backup: BackupSettings = BackupSettings()
    database: DatabaseSettings = DatabaseSettings()
    network: NetworkSettings = NetworkSettings()
    nightly: NightlySettings = NightlySettings()
    mail: MailSettings = MailSettings()
    documents: DocumentSettings = DocumentSettings()
    award: AwardSettings = AwardSettings()
    people: PeopleSettings = PeopleSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # the names are those of pydantic
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, whose content is given as arguments."""
        assert isinstance(init_settings, InitSettingsSource)
        return env_settings, init_settings
