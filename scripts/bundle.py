"""Make offline bundles (离线包): everything that an office without network installs, one .zip per system.

    python scripts/bundle.py windows-amd64 linux-x86_64 --pythons 3.11 3.12
    python scripts/bundle.py windows-amd64 --python-archive python-3.12.10-embed-amd64.zip

A bundle holds wheels that requirements/bundle.lock pins by hash, this project's own wheel, an installer that needs a
Python on the machine or the one that is put in, the guide as HTML, and the licences. Before it is packed it is checked:
for every Python, every requirement has a wheel that fits, with the hash of the lock, and nothing else lies in it.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "bundle"
LOCK = ROOT / "requirements" / "bundle.lock"
PYTHONS = ("3.11", "3.12", "3.13")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file of the .zip, so that the same content is the same bytes."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system that a bundle is for.

    Args:
        platforms: Its platform tags, the newest first; wheels of all of them run there.
        markers: What its Python says of it (PEP 508).
        scripts: The installer's files: for Windows, or for all others.
    """

    platforms: tuple[str, ...]
    markers: dict[str, str]
    scripts: tuple[str, ...]


def _linux(machine: str) -> Target:
    # glibc 2.28 is that of 统信 UOS 20 and 银河麒麟 V10.
    platforms = (
        *(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)),
        f"manylinux2014_{machine}",
    )
    markers = {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": machine,
        "os_name": "posix",
    }
    return Target(platforms, markers, ("install.sh",))


def _macos(machine: str) -> Target:
    platforms = tuple(mac_platforms((15, 0), machine))
    markers = {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "platform_machine": machine,
        "os_name": "posix",
    }
    return Target(platforms, markers, ("install.sh",))


# Not for Macs with an Intel processor: cryptography, which reads encrypted PDFs, has no wheels for them any more.
TARGETS = {
    "windows-amd64": Target(
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
        ("install.cmd",),
    ),
    "linux-x86_64": _linux("x86_64"),
    "linux-aarch64": _linux("aarch64"),
    "macos-arm64": _macos("arm64"),
}


@dataclass(frozen=True, slots=True)
class Pinned:
    """A requirement of the lock: name, version and marker, with the hashes of its files."""

    requirement: Requirement
    hashes: frozenset[str]

    def wanted(self, target: Target, python: str) -> bool:
        """Whether the system's Python asks for it."""
        marker = self.requirement.marker
        environment = {
            **target.markers,
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }
        return marker is None or marker.evaluate(environment)


def locked(text: str) -> list[Pinned]:
    """The requirements of a lock, in its order."""
    joined = text.replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return [
        Pinned(
            Requirement(line.partition("--hash")[0].strip()),
            frozenset(re.findall(r"sha256:([0-9a-f]{64})", line)),
        )
        for line in (re.sub(r"\s#.*$", "", line) for line in lines)
        if line and not line.startswith("#")
    ]


def tags(target: Target, python: str) -> frozenset[Tag]:
    """The tags of the wheels that a CPython of this version takes on the system."""
    version = tuple(map(int, python.split(".")))
    interpreter = f"cp{''.join(map(str, version))}"
    return frozenset(
        [
            *cpython_tags(version, platforms=target.platforms),
            *compatible_tags(version, interpreter=interpreter, platforms=target.platforms),
        ]
    )


def faults(wheels: Path, pinned: Iterable[Pinned], target: Target, pythons: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a folder of wheels, in one sentence each; nothing where it is complete.

    Args:
        wheels: The folder.
        pinned: What the lock pins.
        target: The system.
        pythons: The versions of Python that the bundle is for.
    """
    pinned = tuple(pinned)
    known = {(canonicalize_name(one.requirement.name), str(one.requirement.specifier)): one for one in pinned}
    fitting: dict[tuple[str, str], list[frozenset[Tag]]] = {}
    for path in sorted(wheels.iterdir()):
        if path.suffix != ".whl":
            yield f"{path.name} 不是 wheel"
            continue
        name, version, _, its_tags = parse_wheel_filename(path.name)
        key = (name, f"=={version}")
        if key not in known:
            yield f"{path.name} 不在锁定的清单里"
        elif hashlib.sha256(path.read_bytes()).hexdigest() not in known[key].hashes:
            yield f"{path.name} 的内容和锁定的不一样"
        else:
            fitting.setdefault(key, []).append(its_tags)
    for python in pythons:
        taken = tags(target, python)
        for key, one in known.items():
            if one.wanted(target, python) and not any(its & taken for its in fitting.get(key, ())):
                yield f"Python {python} 缺 {key[0]}{key[1]} 的 wheel"


def main() -> int:
    """Make the bundles that are asked for; the exit code is 1 where one is not complete."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="+", choices=sorted(TARGETS))
    parser.add_argument("--pythons", nargs="+", default=PYTHONS, metavar="3.11")
    parser.add_argument(
        "--python-archive", type=Path, help="a Python for the office: python-…-embed-….zip or .tar.gz"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    own = own_wheel(options.out / "own")
    for name in options.targets:
        folder = options.out / f"fazhi-report-{version_of(own)}-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        pinned = [*locked(LOCK.read_text(encoding="utf-8")), pin(own)]
        fetch(folder / "wheels", pinned, TARGETS[name], options.pythons)
        shutil.copy2(own, folder / "wheels")
        if found := list(faults(folder / "wheels", pinned, TARGETS[name], options.pythons)):
            print("\n".join(found))
            return 1
        furnish(folder, pinned, TARGETS[name], options.python_archive)
        packed = pack(folder)
        print(
            f"{packed.name}：{len(list((folder / 'wheels').iterdir()))} 个 wheel，{packed.stat().st_size / 1e6:.1f} MB"
        )
    return 0


def own_wheel(folder: Path) -> Path:
    """Build this project's wheel."""
    shutil.rmtree(folder, ignore_errors=True)
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return next(folder.glob("*.whl"))


def version_of(wheel: Path) -> str:
    """The version in a wheel's name."""
    return str(parse_wheel_filename(wheel.name)[1])


def pin(wheel: Path) -> Pinned:
    """The requirement that a wheel of ours fulfils."""
    name = parse_wheel_filename(wheel.name)[0]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Pinned(Requirement(f"{name}=={version_of(wheel)}"), frozenset([digest]))


def fetch(folder: Path, pinned: Iterable[Pinned], target: Target, pythons: Iterable[str]) -> None:
    """Download the wheels of the lock for a system; pip checks the hashes.

    pip judges markers by its own machine, so it gets the requirements of the other system without them.
    """
    folder.mkdir(parents=True)
    wanted = folder.with_suffix(".txt")
    for python in pythons:
        lines = [
            requirement_line(one, marker=False)
            for one in pinned
            if one.wanted(target, python) and one.requirement.name != "fazhi-report"
        ]
        wanted.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        abi = f"cp{python.replace('.', '')}"
        command = (
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"),
            *("--only-binary", ":all:", "--require-hashes", "--dest", str(folder), "-r", str(wanted)),
            *(
                "--implementation",
                "cp",
                "--python-version",
                python,
                "--abi",
                abi,
                "--abi",
                "abi3",
                "--abi",
                "none",
            ),
            *(word for platform in target.platforms for word in ("--platform", platform)),
        )
        subprocess.run(command, check=True)  # noqa: S603
    wanted.unlink()


def requirement_line(one: Pinned, *, marker: bool) -> str:
    """A line of a requirements file, with hashes."""
    requirement = Requirement(str(one.requirement))
    if not marker:
        requirement.marker = None
    return " ".join([str(requirement), *(f"--hash=sha256:{digest}" for digest in sorted(one.hashes))])


def furnish(folder: Path, pinned: Iterable[Pinned], target: Target, python: Path | None) -> None:
    """Put everything beside the wheels: requirements, installer, Python, guide, licences."""
    lines = "".join(f"{requirement_line(one, marker=True)}\n" for one in pinned)
    (folder / "requirements.txt").write_text(lines, encoding="utf-8", newline="\n")
    for name in ("install.py", "start.py", *target.scripts):
        # cmd.exe wants its own line ends.
        text = (ROOT / "scripts" / "offline" / name).read_text(encoding="utf-8")
        newline = "\r\n" if name.endswith(".cmd") else "\n"
        (folder / name).write_text(text, encoding="utf-8", newline=newline)
    if python is not None:
        shutil.copy2(python, folder)
    guide(folder / "guide")
    licences(folder)


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{max-width:46em;margin:2em auto;padding:0 1em;font:17px/1.8 serif}}pre,code{{background:#f4f4f4}}
pre{{padding:.8em;overflow:auto}}table{{border-collapse:collapse}}td,th{{border:1px solid #999;padding:.2em .6em}}</style>
</head><body>
{body}</body></html>
"""


def guide(folder: Path) -> None:
    """Write the Chinese pages of the guide as HTML that needs no network."""
    folder.mkdir()
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    pages = {path: f"{path.stem}.html" for path in sorted((ROOT / "docs" / "guide").glob("*.md"))}
    pages[ROOT / "README.zh-CN.md"] = "index.html"
    for path, name in pages.items():
        # Comments of a page are for its test.
        text = re.sub(r"<!--.*?-->\n?", "", path.read_text(encoding="utf-8"))
        title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), path.stem)
        body = re.sub(r'href="([^":]+)\.md(#[^"]*)?"', _page_link, reader.render(text))
        for picture in set(re.findall(r'src="([^":]+)"', body)):
            place = f"pictures/{Path(picture).name}"
            (folder / place).parent.mkdir(exist_ok=True)
            shutil.copyfile(path.parent / picture, folder / place)
            body = body.replace(f'src="{picture}"', f'src="{place}"')
        (folder / name).write_text(
            _PAGE.format(title=html.escape(title), body=body), encoding="utf-8", newline="\n"
        )


def _page_link(match: re.Match[str]) -> str:
    """A link to another page of the guide; what is not in the bundle loses its link."""
    name = Path(match[1]).name
    stem = "index" if name == "README.zh-CN" else name
    there = stem == "index" or (ROOT / "docs" / "guide" / f"{name}.md").is_file()
    return f'href="{stem}.html{match[2] or ""}"' if there else ""


_LICENCE = re.compile(
    r"^[^/]+\.dist-info/(?:licenses/)?(?:.*/)?(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE
)


def licences(folder: Path) -> None:
    """Write the licence texts that the wheels bring, one file per package."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted((folder / "wheels").glob("*.whl")):
        name, version, _, _ = parse_wheel_filename(path.name)
        with zipfile.ZipFile(path) as wheel:
            for inner in wheel.namelist():
                if _LICENCE.match(inner):
                    text = wheel.read(inner).decode("utf-8", errors="replace")
                    texts.setdefault(f"{name}-{version}", {}).setdefault(text, inner)
    place = folder / "licences"
    place.mkdir()
    for package, found in texts.items():
        (place / f"{package}.txt").write_text("\n\n".join(found), encoding="utf-8", newline="\n")


def pack(folder: Path) -> Path:
    """Pack a folder into a .zip beside it: the same content, the same bytes."""
    packed = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _DAY)
            info.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            info.compress_type = (
                zipfile.ZIP_STORED if path.suffix in {".whl", ".zip"} else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, path.read_bytes())
    return packed


if __name__ == "__main__":
    sys.exit(main())
