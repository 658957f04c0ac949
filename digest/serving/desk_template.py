"""The Jinja template of the desk, with its style sheet and its script: the page loads nothing, and runs nothing else."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path


def desk_template() -> str:
    """Return the source of the template. Its Content-Security-Policy allows the style sheet and the script by their hashes."""
    folder = Path(__file__).with_name("desk")
    source = folder.joinpath("desk.html").read_text(encoding="utf-8")
    for name, ending in (("STYLE", "css"), ("SCRIPT", "js")):
        text = folder.joinpath(f"desk.{ending}").read_text(encoding="utf-8")
        source = source.replace(f"HASH OF {name}", f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")
        source = source.replace(f">{name}<", f">{{% raw %}}{text}{{% endraw %}}<")
    return source
