"""Find a Chromium and a Japanese font for the browser tests; as a command, install them.

In this order: $E2E_CHROMIUM; Debian's chromium-headless-shell; the same through apt where
that is possible; a build from the npm registry, kept in var/browser. Run by `make` with the
machine's own Python while .venv is made, so it uses the standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "browser"
UNPACKED = KEPT / "chromium"
FONTS = KEPT / "fonts.conf"
PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
NPM_BROWSER = "@sparticuz/chromium@147.0.0"
NPM_FONT = "@expo-google-fonts/biz-udpgothic@0.4.2"
HELP = """The browser tests need a Chromium and a Japanese font, and none could be installed.
On Debian and Ubuntu, as root: apt-get install {packages}
Or install Node.js with npm and run this again,
or name a headless Chromium yourself: E2E_CHROMIUM=/path/to/chromium make …"""


def find() -> str | None:
    """Give the path of a Chromium that is here already, or None."""
    named = os.environ.get("E2E_CHROMIUM")
    if named:
        return named
    return shutil.which(PACKAGES[0]) or (str(UNPACKED) if UNPACKED.exists() else None)


def has_japanese_font() -> bool:
    """Say whether Chromium can draw Japanese here."""
    if FONTS.exists():
        return True
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True).stdout.strip())
    return any(Path("/usr/share/fonts").glob("**/*CJK*"))


def environment() -> dict[str, str]:
    """Give what the browser's process needs to find a font of ours."""
    return {"FONTCONFIG_FILE": str(FONTS)} if FONTS.exists() else {}


def install_with_apt() -> None:
    """Install both as Debian packages, where that is possible."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {' and '.join(PACKAGES)} …", flush=True)
    apt = ["apt-get", "-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], env=quiet, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends", *PACKAGES]
    subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL)


def npm(package: str) -> Path | None:
    """Unpack one package of the npm registry into var/browser and give its folder."""
    if not (shutil.which("npm") and shutil.which("node")):
        return None
    print(f"Installing {package} …", flush=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--no-save", "--no-fund", "--no-audit"]
    if subprocess.run([*command, "--prefix", str(KEPT), package]).returncode:
        return None
    return KEPT / "node_modules" / package.rpartition("@")[0]


def install_browser_with_npm() -> None:
    """Unpack the npm registry's build to var/browser/chromium."""
    if npm(NPM_BROWSER):
        unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
        command = ["node", "--input-type=module", "-e", unpack]
        subprocess.run(command, cwd=KEPT, env={**os.environ, "TMPDIR": str(KEPT)})


def install_font_with_npm() -> None:
    """Unpack a Japanese font to var/browser and tell fontconfig of it."""
    package = npm(NPM_FONT)
    if package:
        FONTS.write_text(
            '<?xml version="1.0"?><fontconfig>'
            f"<dir>/usr/share/fonts</dir><dir>{package}</dir>"
            f"<cachedir>{KEPT / 'font-cache'}</cachedir></fontconfig>"
        )


def main() -> int:
    """Install what is missing; say what to do when that fails."""
    if not (find() and has_japanese_font()):
        install_with_apt()
    if not find():
        install_browser_with_npm()
    if not has_japanese_font():
        install_font_with_npm()
    if find() and has_japanese_font():
        return 0
    print(HELP.format(packages=" ".join(PACKAGES)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
