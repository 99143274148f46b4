#!/usr/bin/env python3
"""Lists what the program contains of others, with its licences, in THIRD_PARTY.md: `assets/third_party.py > THIRD_PARTY.md`.

It asks cargo for the crates of a build, and reads the licence files that they bring."""

import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
ANY = ["--locked", "--offline", "--manifest-path", str(ROOT / "Cargo.toml")]


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments, *ANY], check=True, capture_output=True, text=True).stdout


def crates():
    """The crates that are linked, on the platforms that the program is checked for."""
    tree = cargo("tree", "--edges", "normal", "--target", "all", "--prefix", "none", "--format", "{p}")
    names = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
    packages = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    linked = [p for p in packages if (p["name"], "v" + p["version"]) in names and p["name"] != "convstep"]
    return sorted(linked, key=lambda p: (p["name"], p["version"]))


def texts(package):
    """The licence files of a crate, each in one line per paragraph, so that equal ones are found to be equal."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [f for f in sorted(folder.iterdir()) if re.match(r"(?i)(licen[cs]e|copying|notice|unlicense)", f.name) and f.is_file()]
    return [f.read_text(errors="replace").replace("\r", "").strip() for f in files]


def main():
    print("# What convstep contains of others\n")
    print("Made by `assets/third_party.py`. The fonts and data are described in [assets/README.md](assets/README.md).\n")
    print("## Fonts and data\n")
    print("| what | licence |\n|---|---|")
    print("| DejaVu Sans Mono 2.37, cut down | Bitstream Vera's: assets/fonts/DejaVuSansMono.LICENSE |")
    print("| Noto Sans CJK SC 2.004, cut down | SIL Open Font License 1.1: assets/fonts/NotoSansCJKsc.LICENSE |")
    print("| UCI handwritten digits, in the lessons | CC BY 4.0, E. Alpaydin and C. Kaynak |")
    print("| MNIST's handwritten digits, in the lessons | CC BY-SA 3.0, Y. LeCun, C. Cortes and C. J. C. Burges |")
    print("| scikit-image's camera | CC0, Lav Varshney |")
    print("| scikit-image's chelsea | CC0, Stéfan van der Walt |")

    print("\n## Crates\n\n| crate | version | licence | from |\n|---|---|---|---|")
    found = {}
    for package in crates():
        licence = package["license"] or "see its files"
        print(f"| {package['name']} | {package['version']} | {licence} | {package['repository'] or ''} |")
        for text in texts(package):
            found.setdefault(text, []).append(package["name"])

    print("\n## Texts of the licences")
    for name in ["DejaVuSansMono", "NotoSansCJKsc"]:
        text = (ROOT / "assets" / "fonts" / f"{name}.LICENSE").read_text().strip()
        print(f"\n### {name}\n\n~~~text\n{text}\n~~~")
    for text, names in sorted(found.items(), key=lambda entry: entry[1]):
        print(f"\n### {', '.join(dict.fromkeys(names))}\n\n~~~text\n{text}\n~~~")


main()
