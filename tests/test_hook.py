"""The hooks through the real pre-commit, in scratch repositories, with this working tree's code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.doors import PAGE

pytest.importorskip("pre_commit", reason="pre-commit is not installed: pip install -e '.[dev]'")
if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

PRODUCT = ["cleaner", "schemas", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml"]
# A person's own settings of git, and of a pre-commit that runs the tests, must not decide them.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("PRE_COMMIT")},
    **{"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    **{"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.com"},
    **{"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.com"},
}


@dataclass(frozen=True)
class Repository:
    """A scratch repository and the environment that commands run in there."""

    path: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.path,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def hooks(self, *options: str) -> tuple[int, str]:
        """`pre-commit run` on what is staged: exit code and output."""
        done = self.run(sys.executable, "-m", "pre_commit", "run", "--color=never", *options)
        return done.returncode, done.stdout + done.stderr

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def untracked(self) -> set[str]:
        listed = self.git("ls-files", "--others", "--exclude-standard", "-z")
        return {name for name in listed.split("\0") if name}

    def settle(self) -> None:
        """Run the hooks until they pass, add what they write, and commit."""
        self.git("add", "--all")
        self.hooks()
        self.git("add", "--all")
        code, output = self.hooks()
        assert code == 0, output
        self.git("commit", "--quiet", "--no-verify", "--message", "x")


def repository(path: Path, **environment: str) -> Repository:
    path.mkdir(parents=True)
    scratch = Repository(path, ENVIRONMENT | environment)
    scratch.git("init", "--quiet")
    return scratch


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Where the hooks are, at which commit, and pre-commit's home with their environment.

    Installed once, from PyPI, for all processes of a test run.
    """
    from filelock import FileLock  # pre-commit's own, by way of virtualenv

    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hooks"
    with FileLock(f"{shared}.lock"):
        if not (shared / "ready").exists():
            shutil.rmtree(shared, ignore_errors=True)
            hooks = repository(shared / "repository", PRE_COMMIT_HOME=str(shared / "home"))
            for name in PRODUCT:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, hooks.path / name)
            hooks.write(".gitignore", "__pycache__/\n")
            hooks.git("add", "--all")
            hooks.git("commit", "--quiet", "--message", "x")
            (shared / "ready").write_text(hooks.git("rev-parse", "HEAD").strip())
    return shared / "repository", (shared / "ready").read_text(), str(shared / "home")


@pytest.fixture
def user(tmp_path: Path, installed: tuple[Path, str, str]) -> Repository:
    """Somebody's repository that uses all four hooks."""
    hooks, revision, home = installed
    scratch = repository(tmp_path / "user", PRE_COMMIT_HOME=home)
    names = ("cleaner-clean", "cleaner-check", "cleaner-validate", "cleaner-rules")
    listed = "".join(f"      - id: {name}\n" for name in names)
    scratch.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n{listed}",
    )
    scratch.write("README.txt", "Log in\n")  # a text that is no seed
    scratch.git("add", "--all")
    scratch.git("commit", "--quiet", "--message", "x")
    return scratch


def test_a_new_seed_is_cleaned_and_the_commit_stopped_once(user: Repository) -> None:
    user.write("seeds/plain.txt", PAGE)
    user.write("seeds/tin tức/Đà Nẵng 1.txt", PAGE)
    user.write("seeds/page.html", f"<p>{PAGE}</p>")
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 1
    assert "write clean/plain.json" in output
    assert "git add clean" in output
    documents = {"clean/plain.json", "clean/tin tức/Đà Nẵng 1.json", "clean/page.json"}
    assert user.untracked() == documents, "the hook writes documents and leaves git alone"
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 0, output
    assert "cleaner validate" in output
    assert "no files to check" not in output.split("cleaner rules")[0]


def test_check_alone_finds_the_missing_document(user: Repository) -> None:
    user.write("seeds/tin tức.txt", PAGE)
    user.git("add", "--all")
    code, output = user.hooks("cleaner-check")
    assert code == 1
    assert "seeds/tin tức.txt: missing" in output
    assert "to repair: cleaner clean" in output
    assert user.untracked() == set()


def test_check_looks_at_added_seeds_only(user: Repository) -> None:
    user.write("seeds/old.txt", PAGE)
    user.git("add", "--all")
    user.git("commit", "--quiet", "--no-verify", "--message", "before there were hooks")
    user.write("seeds/old.txt", PAGE + "changed\n")
    user.git("add", "--all")
    assert user.hooks("cleaner-check")[0] == 0
    user.git("commit", "--quiet", "--no-verify", "--message", "x")
    user.write("seeds/new.txt", PAGE)
    user.git("add", "--all")
    user.git("commit", "--quiet", "--no-verify", "--message", "x")
    code, output = user.hooks("cleaner-check", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert code == 1, "as continuous integration runs it"
    assert "seeds/new.txt: missing" in output
    assert "old" not in output


def test_a_renamed_seed_gets_a_document_under_its_new_name(user: Repository) -> None:
    user.write("seeds/one.txt", PAGE)
    user.settle()
    user.git("mv", "seeds/one.txt", "seeds/two.txt")
    code, output = user.hooks("cleaner-check")
    assert (code, "seeds/two.txt: missing" in output) == (1, True)
    code, output = user.hooks()
    assert code == 1
    assert user.untracked() == {"clean/two.json"}
    user.git("add", "--all")
    assert user.hooks()[0] == 0


def test_a_deleted_seed_does_no_harm_to_a_commit(user: Repository) -> None:
    user.write("seeds/one.txt", PAGE)
    user.write("seeds/two.txt", PAGE)
    user.settle()
    user.git("rm", "--quiet", "seeds/one.txt")
    assert user.hooks()[0] == 0
    user.write("seeds/two.txt", PAGE + "changed\n")
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 1
    assert "one" not in output
    assert (user.path / "clean" / "one.json").exists(), "only --prune removes"


def test_a_linked_seed_is_passed_over_and_a_binary_one_rejected(user: Repository) -> None:
    secret = user.write("secret.txt", PAGE)
    (user.path / "seeds").mkdir()
    (user.path / "seeds" / "link.txt").symlink_to(secret)
    user.write("seeds/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 1
    assert "seeds/picture.txt: rejected: binary: is a PNG picture, not a text" in output
    assert user.untracked() == {"clean/_rejected/picture.json"}
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 0, output


def test_an_edited_document_stops_the_commit(user: Repository) -> None:
    user.write("seeds/one.txt", PAGE)
    user.settle()
    path = user.path / "clean" / "one.json"
    path.write_text(path.read_text().replace("reopened", "opened"))
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 1
    assert "$.text_sha256: is not the sha256 of `text`" in output


def test_a_broken_rule_stops_the_commit(user: Repository) -> None:
    user.write("cleaner.toml", 'rules = ["cleaner-rules"]\n')
    user.write("cleaner-rules/promo/app.toml", 'waht = "x"\n')
    user.git("add", "--all")
    code, output = user.hooks()
    assert code == 1
    assert "cleaner-rules/promo/app.toml:1: " in output
    assert "did you mean 'what'?" in output


def test_this_repositorys_own_hooks_guard_its_seeds(tmp_path: Path) -> None:
    # `language: system`: the cleaner on the PATH is this working tree's.
    shim = tmp_path / "bin" / "cleaner"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cleaner "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    clone = repository(tmp_path / "clone", PATH=path, PRE_COMMIT_HOME=str(tmp_path / "home"))
    for name in (".pre-commit-config.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, clone.path / name)
    shutil.copytree(ROOT / "seeds", clone.path / "seeds")
    clone.git("add", "--all")
    code, output = clone.hooks()
    assert code == 1
    assert len(clone.untracked()) == 5
    clone.settle()
    first = sorted((clone.path / "seeds").iterdir())[0]
    clone.git("rm", "--quiet", str(first))
    code, output = clone.hooks()
    assert code == 1
    assert f"clean/{first.stem}.json: orphan" in output
    assert "cleaner clean --prune" in output
