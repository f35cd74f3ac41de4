"""ZIP and TAR: what is read, what is refused, and that one bad member stops no other."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.read.collections.packs import STATEMENT, tarred, zip_link, zipped

from communique.errors import CommuniqueError, InputError
from communique.read.analyse import analyse_bytes
from communique.read.collections import kinds, zips
from communique.read.collections.limits import Limits
from communique.read.collections.member import forget
from communique.read.collections.tars import Tar
from communique.read.inputs import Input, collect

REG = tarfile.REGTYPE


def taken(folder: Path, name: str, data: bytes) -> tuple[dict[str, Input], dict[str, str]]:
    """The inputs by the end of their identity, and the codes of what could not be."""
    path = folder / name
    path.write_bytes(data)
    found = list(collect([str(path)]))
    base = str(path.resolve())
    good = {one.identity.removeprefix(base): one for one in found if isinstance(one, Input)}
    bad = {one[0].rpartition("!/")[2]: one[1].code for one in found if not isinstance(one, Input)}
    return good, bad


def test_zip_members_are_sources_with_their_own_identity(tmp_path: Path) -> None:
    data = zipped({"talks/a.txt": STATEMENT, "talks/会談.txt": STATEMENT, "b/": ""})
    good, bad = taken(tmp_path, "press.zip", data)
    assert not bad
    assert set(good) == {"!/talks/a.txt", "!/talks/会談.txt"}
    one = good["!/talks/a.txt"]
    assert one.read() == STATEMENT.encode()
    analysis = analyse_bytes(one.read(), name=one.name, identity=one.identity)
    assert analysis.source.name == "a.txt"


def test_old_names_are_decoded(tmp_path: Path) -> None:
    name = "日米共同声明について.txt"
    data = zipped({"x" * len(name.encode("cp932")): STATEMENT})
    raw = data.replace(b"x" * len(name.encode("cp932")), name.encode("cp932"))
    assert set(taken(tmp_path, "a.zip", raw)[0]) == {f"!/{name}"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_members_are_read_in_any_order(tmp_path: Path, mode: str) -> None:
    members = [(f"{n}.txt", REG, f"{STATEMENT}{n}".encode()) for n in range(20)]
    good, bad = taken(tmp_path, "press.tar", tarred(members, mode=mode))
    assert not bad and len(good) == 20
    for n in (7, 3, 19, 0):
        assert good[f"!/{n}.txt"].read() == f"{STATEMENT}{n}".encode()


def test_what_would_leave_the_collection_is_refused(tmp_path: Path) -> None:
    names = ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "C:\\b.txt", "..\\b.txt"]
    good, bad = taken(tmp_path, "a.zip", zipped({**dict.fromkeys(names, "x"), "ok.txt": "Met."}))
    assert set(good) == {"!/ok.txt"} and set(bad.values()) == {"member-refused"}
    good, bad = taken(
        tmp_path, "a.tar.gz", tarred([*((n, REG, b"x") for n in names), ("ok.txt", REG, b"Met.")])
    )
    assert set(good) == {"!/ok.txt"} and set(bad.values()) == {"member-refused"}


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    assert taken(tmp_path, "a.zip", zip_link("a.txt", "/etc/passwd"))[1] == {
        "a.txt": "member-refused"
    }
    kinds_of = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
    data = tarred([(f"{n}.txt", kind, b"/etc/passwd") for n, kind in enumerate(kinds_of)])
    good, bad = taken(tmp_path, "a.tgz", data)
    assert not good and list(bad.values()) == ["member-refused"] * 4


def test_a_bomb_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zipped({"a.txt": STATEMENT, "bomb.txt": bytes(20_000_000), "b.txt": STATEMENT})
    good, bad = taken(tmp_path, "a.zip", data)
    assert set(good) == {"!/a.txt", "!/b.txt"} and bad == {"bomb.txt": "bomb"}


def test_a_packed_tar_that_swells_ends_there(tmp_path: Path) -> None:
    data = tarred([("a.txt", REG, STATEMENT.encode()), ("bomb.txt", REG, bytes(30_000_000))])
    good, bad = taken(tmp_path, "a.tgz", data)
    assert "!/a.txt" in good and "bomb" in bad.values()
    assert good["!/a.txt"].read() == STATEMENT.encode()


def test_overlapping_members_are_a_bomb(tmp_path: Path) -> None:
    """Many names over one kernel, as in the ZIP bombs without recursion."""
    data = zipped({f"{n}.txt": STATEMENT for n in range(3)})
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        start = made.start_dir
        size = 46 + len("0.txt")
    entries = bytearray(data)
    for n in range(3):
        at = start + n * size + 42
        entries[at : at + 4] = (0).to_bytes(4, "little")
    good, bad = taken(tmp_path, "a.zip", bytes(entries))
    assert not good and "bomb" in bad.values()


def test_encrypted_members_are_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": STATEMENT}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert taken(tmp_path, "a.zip", bytes(data))[1] == {"a.txt": "encrypted"}


def test_a_zip_in_a_zip_is_read_and_one_in_that_is_refused(tmp_path: Path) -> None:
    inner = zipped({"c.txt": STATEMENT})
    data = zipped({"a.zip": zipped({"b.txt": STATEMENT, "b.zip": inner})})
    good, bad = taken(tmp_path, "out.zip", data)
    assert set(good) == {"!/a.zip!/b.txt"} and bad == {"b.zip": "member-refused"}
    assert good["!/a.zip!/b.txt"].read() == STATEMENT.encode()


def test_absurd_counts_are_refused_before_they_are_held(tmp_path: Path) -> None:
    data = zipped({f"{n}.txt": "" for n in range(20)}, method=zipfile.ZIP_STORED)
    with pytest.raises(InputError, match="20 members"):
        zips.Zip(io.BytesIO(data), "a.zip", Limits(members=10))
    tar = tarred([(f"{n}.txt", REG, b"") for n in range(20)])
    with pytest.raises(InputError) as raised:
        list(Tar(io.BytesIO(tar), "a.tar", Limits(members=10)).members())
    assert raised.value.code == "too-many"
    said = bytearray(data)
    said[-12:-10] = b"\xfe\xff"  # the count of all entries
    said[-10:-6] = (1 << 30).to_bytes(4, "little")  # the size of the directory
    assert set(taken(tmp_path, "b.zip", bytes(said))[1].values()) == {"too-many"}


@pytest.mark.parametrize("cut", [10, 200, 700])
@pytest.mark.parametrize("name", ["a.zip", "a.tgz", "a.tar"])
def test_cut_off_files_are_broken(tmp_path: Path, name: str, cut: int) -> None:
    text = "".join(chr(33 + (n * n * 7919 >> 5) % 90) for n in range(3000))
    if name == "a.zip":
        data = zipped({"a.txt": text, "b.txt": text[::-1]})
    else:
        mode = "w:gz" if name == "a.tgz" else "w"
        data = tarred([("a.txt", REG, text.encode()), ("b.txt", REG, text.encode())], mode=mode)
        data = data if mode == "w:gz" else data[: -9216 - cut]
    good, bad = taken(tmp_path, name, data[:-cut])
    codes = set(bad.values())
    for one in good.values():
        try:
            one.read()
        except CommuniqueError as error:
            codes.add(error.code)
    assert "broken" in codes


def test_a_name_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    data = tarred([("a.txt", REG, b"One."), ("a.txt", REG, b"Two.")])
    good, bad = taken(tmp_path, "a.tgz", data)
    assert good["!/a.txt"].read() == b"One." and bad == {"a.txt": "member-refused"}


def test_a_folder_opens_its_collections(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"x.txt": STATEMENT, ".hidden": "x"}))
    (tmp_path / "manifest.yaml").write_text("files:\n  a.zip: {place: Averne}\n")
    found = list(collect([str(tmp_path)]))
    [one] = [each for each in found if isinstance(each, Input)]
    assert one.fields == {"place": "Averne"}
    assert [each[1].code for each in found if not isinstance(each, Input)] == ["skipped"]


def test_limits_of_bytes_hold(tmp_path: Path) -> None:
    good, _ = taken(tmp_path, "a.zip", zipped({"a.txt": STATEMENT}))
    with pytest.raises(InputError) as raised:
        good["!/a.txt"].read(max_bytes=10)
    assert raised.value.code == "too-large"
    forget()


def test_packed_documents_are_no_collections() -> None:
    data = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    assert kinds.recognise(data, name="a.docx") is None
