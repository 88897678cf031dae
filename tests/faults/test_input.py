"""Anything may come in: it is read, refused in words or noted, and never gets out of hand."""

import io
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crawlers.foerderdatenbank.archive import MAX_MEMBER_BYTES, members
from crawlers.foerderdatenbank.reader import read_export
from crawlers.markup import markup_to_text
from db.errors import FoerderlageError
from db.files import DataDir
from matcher.cli.catalogue.folder import prepare
from matcher.profile.model import load_profiles
from matcher.profile.stored import import_profiles, stored_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from matcher.site.frame.serving import build
from tests.support.crawls.damage import BILLION_LAUGHS, sample, whole, with_dtd

PROGRAMMES = [(n, c) for n, c in sample() if b'type="gsb:ServiceOffer"' in c][:4]
OUTPUT_PER_INPUT = 8
"""A text may be longer than its markup by this factor: marks such as "## " for <h2>."""

TAGS = st.sampled_from(["p", "div", "ul", "li", "table", "tr", "td", "h1", "h6", "br", "a", "svg",
                        "script", "!--", "![CDATA[", "?xml", "b", "pre", "iframe"])  # fmt: skip
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=30),
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.sampled_from(["<", ">", "&", "&#0;", "&#xD800;", "&nbsp;", "&amp;lt;", "]]>", "-->"]),
    ),
    max_size=40,
).map("".join)
PIECES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.one_of(st.binary(max_size=40), MARKUP.map(
        lambda text: text.encode("utf-8", "surrogatepass")
    ))),
    min_size=1, max_size=4,
)  # fmt: skip


def spliced(content: bytes, pieces: list[tuple[float, int, bytes]]) -> bytes:
    """`content` with pieces cut out and others put in, at places given as shares of its length."""
    for share, length, piece in pieces:
        at = int(share * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


@given(MARKUP)
@example("<div>" * 5_000)
@example("<table><tr>" * 3_000 + "x")
@example("&" * 100_000)
def test_any_markup_becomes_a_text_of_bounded_size(markup: str) -> None:
    text = markup_to_text(markup)
    assert len(text) <= OUTPUT_PER_INPUT * len(markup)
    assert not any(c < " " and c != "\n" for c in text)


@given(st.binary(max_size=300) | PIECES.map(lambda pieces: spliced(PROGRAMMES[0][1], pieces)))
@example(with_dtd(PROGRAMMES[0][1], BILLION_LAUGHS))
@example(with_dtd(PROGRAMMES[0][1], BILLION_LAUGHS).decode().encode("utf-16"))
@example(PROGRAMMES[0][1].replace(b"<text>", b"<text>" * 10_000, 1))
@example(with_dtd(PROGRAMMES[0][1], BILLION_LAUGHS).replace(b"<!DOCTYPE", b"<!DOC\x01TYPE"))
def test_any_document_is_read_noted_or_refuses_the_source(content: bytes) -> None:
    name, _ = PROGRAMMES[0]
    with suppress(FoerderlageError):
        harvest = read_export([(name, content), *PROGRAMMES[1:]], "quelle")
        read = len(harvest.programmes) + harvest.stubs + harvest.archived
        assert read == len(PROGRAMMES) or harvest.issues
        texts = sum(len(t) for p in harvest.programmes for t in p.texts.values())
        given_bytes = len(content) + sum(len(c) for _, c in PROGRAMMES[1:])
        assert texts <= OUTPUT_PER_INPUT * given_bytes


@given(PIECES)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_archive_is_read_or_refused(pieces: list[tuple[float, int, bytes]]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PROGRAMMES:
            archive.writestr(name, content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        path.write_bytes(spliced(target.getvalue(), pieces))
        with suppress(FoerderlageError):
            for _, content in members(path):
                assert len(content) <= MAX_MEMBER_BYTES


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates()
)
KEYS = st.sampled_from(
    ["ags", "name", "art", "land", "einwohner", "haushaltslage", "projekte", "id", "titel",
     "beschreibung", "beginn", "ende", "kosten_euro", "status"]
) | st.text(max_size=5)  # fmt: skip
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5)
)
SOUND = yaml.safe_load(profile_file().read_text("utf-8"))
PROFILES = st.one_of(
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
    DATA.map(lambda data: yaml.safe_dump(data, allow_unicode=True).encode()),
    st.dictionaries(KEYS, DATA, max_size=3).map(
        lambda changes: yaml.safe_dump({**SOUND, **changes}).encode()
    ),
    PIECES.map(lambda pieces: spliced(profile_file().read_bytes(), pieces)),
)
LAUGHING = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    """A data folder with the sample's profile, into which nothing bad may get."""
    data = DataDir(tmp_path_factory.mktemp("profile"))
    prepare(data)
    import_profiles(data, profile_file())
    return data


@given(content=PROFILES)
@example(content=b"[" * 100_000)
@example(content=b"{a: " * 5_000)
@example(content=b"ags: !!int abc")
@example(content=b"ags: !!timestamp x")
@example(content=b"ags: !!python/object/apply:os.system [ls]")
@example(content=b'[{"ags": 1' + b"0" * 5_000 + b"}]")
@example(content=b'[{"ags": "06440008", "name": "\\ud800"}]')
@example(content=b'{"ags": "06440008", "name": "A", "einwohner": 99999999999999999999}')
@example(content=b"ags: '06440008'\nname: A\nprojekte: &p\n- *p")
@example(content=LAUGHING.encode())
@example(content=("ags: '06440008'\nname: *i\n" + LAUGHING).encode())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
          )  # fmt: skip
def test_any_profile_is_stored_as_it_is_or_refused_in_one_line(
    content: bytes, folder: DataDir
) -> None:
    path = folder.path / "profil.yml"
    path.write_bytes(content)
    before = stored_profiles(folder)
    refusal = ""
    try:
        import_profiles(folder, path)
    except FoerderlageError as error:
        refusal = str(error)
    after = stored_profiles(folder)
    if refusal:
        assert after == before
        assert len(refusal) < 2_000
    else:
        assert {p.ags for p in load_profiles(path)} <= {p.ags for p in after}


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


@given(words=st.text(max_size=200) | st.sampled_from(["*", '"', "NEAR(", "a OR", "x" * 100_000]))
@example(words="\x00")
@example(words="'; drop table programme; --")
@example(words="wasser " * 20_000)
@settings(max_examples=40,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@pytest.mark.slow
async def test_any_search_gets_a_page(words: str, site: Datasette) -> None:
    await site.invoke_startup()
    answer = await site.client.get("/suche", params={"q": words[:20_000]})
    assert answer.status_code == 200
    assert len(answer.text) < 500_000


def test_the_sample_itself_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(whole())
    harvest = read_export(members(path), "quelle")
    assert len(harvest.programmes) == 43
