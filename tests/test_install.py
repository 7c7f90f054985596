"""Locks are installed by uv, which looks where pip has been told to look."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "install.py"


@pytest.fixture(scope="module")
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def mirror_of_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's configuration of pip, and nothing else that speaks of mirrors."""
    for name in ("PIP_INDEX_URL", "PIP_CERT", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = mirror://office\ncert = /ca.pem\ntimeout = 5\n", "utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))


@pytest.mark.usefixtures("mirror_of_the_office")
def test_uv_takes_the_mirror_of_pip(install: ModuleType) -> None:
    assert install.settings_of_pip() == {"UV_DEFAULT_INDEX": "mirror://office", "SSL_CERT_FILE": "/ca.pem"}


@pytest.mark.usefixtures("mirror_of_the_office")
def test_the_environment_counts_before_the_file(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "mirror://here")
    assert install.settings_of_pip()["UV_DEFAULT_INDEX"] == "mirror://here"
    monkeypatch.setenv("UV_INDEX_URL", "mirror://uv")
    assert "UV_DEFAULT_INDEX" not in install.settings_of_pip()
