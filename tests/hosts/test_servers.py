"""Apache and nginx themselves, on the loopback address, answer as the table says."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from digest.model.views.security_policy import HEADERS
from tests.support.sites import CONFIG, article, built, write_site

pytestmark = pytest.mark.slow

# Addresses with whatever means something to a host, and is allowed in an address.
ODD = ("old/$1&;+'()/", "old/[a]{2}^=@!~,`/", "öl/東京/", "a.b-c/d.txt")
SENT = {**dict(HEADERS), "Cache-Control": "no-cache"}
LASTING = "public, max-age=31536000, immutable"
MODULES = ("mpm_event", "authz_core", "headers", "rewrite", "dir", "mime")
APACHE = """\
ServerRoot {folder}
PidFile {folder}/apache.pid
Listen 127.0.0.1:{port}
ServerName localhost
{modules}
TypesConfig /dev/null
AddType text/html .html
{user}
ErrorLog {folder}/apache.log
DocumentRoot {root}
<Directory {root}>
AllowOverride All
Require all granted
</Directory>
"""
NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
{user}
events {{}}
http {{
    access_log off;
    types {{ text/html html; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include {folder}/.digest/hosts/redirects-nginx.conf;
    server {{
        listen 127.0.0.1:{port};
        root {root};
{lines}
    }}
}}
"""


def lines_of_the_docs(folder: Path) -> str:
    """Return what docs/deploy.md tells operators of nginx to write into the server block."""
    text = (Path(__file__).parents[2] / "docs/deploy.md").read_text(encoding="utf-8")
    [block] = [part for part in text.split("```nginx\n")[1:] if "$digest_moved" in part]
    return block.partition("```")[0].replace("/etc/nginx/digest/", f"{folder}/.digest/hosts/")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(make_command: Callable[[int], list[str]], log: Path) -> Iterator[int]:
    """Run a server until it answers, yield its port, and end it by its own id.

    Another program may take a free port before the server does: then the server ends at once, and gets another port.
    """
    for _ in range(5):
        port = free_port()
        server = subprocess.Popen(make_command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if answers(server, port):
            break
    else:
        pytest.fail(f"the server has ended: {log.read_text(errors='replace') if log.exists() else 'it wrote no log'}")
    try:
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until the server takes connections; return False if it ends instead."""
    for _ in range(600):
        if server.poll() is not None:
            return False
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    server.kill()
    server.wait(timeout=30)
    return False


def answer(port: int, path: str, caching: str | None = "no-cache") -> tuple[int, str, str]:
    """Return status, where to go, and the body; the headers of every answer must be those that digest means, each once."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode(errors="replace")
    connection.close()
    sent = {**SENT, "Cache-Control": caching}
    assert {name: response.getheader(name) for name in sent} == sent
    location = (
        (response.getheader("Location") or "").removeprefix(f"http://127.0.0.1:{port}").removeprefix("http://localhost")
    )
    return response.status, location, body


def site(folder: Path, host: str) -> Path:
    """Build a site twice: things move, merge and go in between. Its root is below a path of the host."""
    aliases = "[" + ", ".join(f'"/{alias}"' for alias in ODD) + "]"
    config = f"{CONFIG}host: {host}\n"
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("Alpha", incident="one"),
        "content/articles/b.md": article("Bravo", incident="two"),
        "content/articles/c.md": article("Charlie"),
        "content/media/map.bin": b"map",
    }
    built(write_site(folder, files, config))
    (folder / "content/media/map.bin").unlink()
    changed: dict[str, str | bytes] = {
        "content/articles/a.md": article("Alpha", incident="two", slug="crane", aliases=aliases),
        "content/articles/c.md": article("Charlie", status="withdrawn"),
    }
    built(write_site(folder, changed, f"{config}gone: [/media/map.bin]\n"))
    (folder / "www").mkdir()
    shutil.copytree(folder / "site", folder / "www/news")
    (folder / "www/news/pictures").mkdir(exist_ok=True)
    (folder / "www/news/pictures/0123.webp").write_bytes(b"RIFF")
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.getuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o755)
    return folder / "www"


def command(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is not installed; .ci/tools installs it"
    return found


@contextmanager
def apache(folder: Path) -> Iterator[int]:
    root = site(folder, "apache")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
    user = "" if os.getuid() else "User nobody\nGroup nogroup"

    def make_command(port: int) -> list[str]:
        text = APACHE.format(folder=folder, port=port, root=root, modules=modules, user=user)
        (folder / "apache.conf").write_text(text, encoding="utf-8")
        return [command("apache2"), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]

    with serving(make_command, folder / "apache.log") as port:
        yield port


@contextmanager
def nginx(folder: Path) -> Iterator[int]:
    root = site(folder, "nginx")
    user = "" if os.getuid() else "user nobody nogroup;"

    def make_command(port: int) -> list[str]:
        text = NGINX.format(folder=folder, port=port, root=root, user=user, lines=lines_of_the_docs(folder))
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        return [command("nginx"), "-c", str(folder / "nginx.conf")]

    with serving(make_command, folder / "nginx.log") as port:
        yield port


@pytest.mark.parametrize("server", [apache, nginx])
def test_a_real_server_redirects_what_moved_and_answers_410_with_the_notice_for_what_is_gone(
    server: Callable[[Path], AbstractContextManager[int]], tmp_path: Path
) -> None:
    with server(tmp_path) as port:
        here = "/news/articles/2024/03/crane/"
        assert answer(port, here)[0] == 200
        for old in ("articles/2024/03/a/", *ODD):
            status, location, _ = answer(port, f"/news/{quote(old)}")
            assert (old, status, location) == (old, 301, here)
        for end in ("", "feed.xml"):
            status, location, _ = answer(port, f"/news/incidents/one/{end}")
            assert (status, location) == (301, f"/news/incidents/two/{end}")
        status, _, body = answer(port, "/news/articles/2024/03/c/")
        assert (status, "This article has been withdrawn" in body, "Charlie" in body) == (410, True, False)
        assert answer(port, "/news/media/map.bin")[0] == 410
        assert answer(port, "/news/pictures/0123.webp", LASTING)[0] == 200
        assert answer(port, "/news/pictures/4567.webp", "no-cache" if server is apache else None)[0] == 404
        for path in ("never/there/", "redirects-nginx.conf", "headers-nginx.conf"):
            assert (path, answer(port, f"/news/{path}")[0]) == (path, 404)
