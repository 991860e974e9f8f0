"""A real Elasticsearch node for the tests, made of what Maven Central publishes.

`python -m tests.elasticsearch.node` starts one and names its address; tests use it when
`ELASTICSEARCH_TEST_URL` says so. With `--jdk` it only names the JDK it would take.
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / "var" / "elasticsearch"
JVM_FOLDER = Path("/usr/lib/jvm")
OLDEST_JDK = 21
MEMORY = ["-Xms256m", "-Xmx768m"]
START_SECONDS = 120


class NodeUnavailable(Exception):
    """No node can be started on this machine; the message says what is missing."""


class Node:
    """One node on a folder and a port of its own, which outlive a crash."""

    def __init__(self) -> None:
        jdk = find_jdk()
        self.folder = Path(tempfile.mkdtemp(prefix="search-node-"))
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._command = [
            *(str(jdk / "bin/java"), *MEMORY),
            *("-cp", _class_path(jdk), "SearchNode", str(self.folder), str(port)),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Wait until it answers. Raises `NodeUnavailable`."""
        log = self.folder / "log"
        with log.open("a") as file:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
            )
        _wait(self.url, self._process, log)

    def kill(self) -> None:
        """Leave it no time to finish anything."""
        if self._process:
            self._process.kill()
            self._process.communicate(timeout=60)

    def remove(self) -> None:
        """Stop it, if it runs, and keep nothing."""
        if self._process and self._process.poll() is None:
            self._process.communicate(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running_node() -> Iterator[Node]:
    """Start a node on an empty folder; stop it afterwards. Raises `NodeUnavailable`."""
    node = Node()
    try:
        node.start()
        yield node
    finally:
        node.remove()


def find_jdk() -> Path:
    """Name a JDK that is new enough, the newest first. Raises `NodeUnavailable`."""
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += JVM_FOLDER.glob("*") if JVM_FOLDER.is_dir() else []
    if javac := shutil.which("javac"):
        homes.append(Path(javac).resolve().parents[1])
    found = {home.resolve(): _version(home) for home in homes}
    best = max(found, key=lambda home: found[home], default=None)
    if best is None or found[best] < OLDEST_JDK:
        raise NodeUnavailable(f"no JDK {OLDEST_JDK} or newer")
    return best


def _version(home: Path) -> int:
    compiler = home / "bin/javac"
    if not compiler.exists():
        return 0
    said = subprocess.run(
        [compiler, "-version"], check=False, capture_output=True, text=True
    )
    number = re.search(r"javac (\d+)", said.stdout + said.stderr)
    return int(number[1]) if number else 0


def _class_path(jdk: Path) -> str:
    """Fetch the jars and compile the launcher, once for each version of both."""
    if shutil.which("mvn") is None:
        raise NodeUnavailable("no Maven")
    pom, launcher = HERE / "pom.xml", HERE / "SearchNode.java"
    source = pom.read_bytes() + launcher.read_bytes()
    made = CACHE / hashlib.sha256(source).hexdigest()[:12]
    paths = f"{made}{os.pathsep}{made / 'lib' / '*'}"
    if (made / "SearchNode.class").exists():
        return paths
    _run(
        *("mvn", "--quiet", "--batch-mode", "--file", str(pom)),
        *("dependency:copy-dependencies", f"-DoutputDirectory={made / 'lib'}"),
    )
    _run(str(jdk / "bin/javac"), "-cp", paths, "-d", str(made), str(launcher))
    return paths


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise NodeUnavailable(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    health = f"{url}/_cluster/health?wait_for_status=yellow&timeout=5s"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=10):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise NodeUnavailable(f"the node did not start: {log.read_text()[-2000:]}")


def main(arguments: list[str]) -> None:
    if arguments == ["--jdk"]:
        sys.stdout.write(f"{find_jdk()}\n")
        return
    with running_node() as node:
        sys.stdout.write(f"{find_jdk()}: {node.url}, until Ctrl-D\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except NodeUnavailable as error:
        sys.exit(str(error))
