#!/usr/bin/env python3
"""Cuts the fonts of `convstep record` down to what the program writes, and puts them into `fonts/`, where
their licences are.

    apt-get install fonts-dejavu-core fonts-noto-cjk
    pip install fonttools==4.*
    python3 assets/subset_fonts.py

DejaVu Sans Mono (regular and bold) keeps European letters and the signs of arithmetic. Noto Sans CJK SC keeps the Chinese
characters that stand in the sources and in the built-in scenarios, and no other: after a text in Chinese has changed, run this
again. A test tells when that was forgotten. Instructions for hinting are left out: the program hints by itself.
"""
import glob
import os

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
FONTS = os.path.join(HERE, "fonts")
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono"
NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SC = 2  # the simplified Chinese one of the collection

EUROPEAN = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x2C6, 0x2DD), (0x370, 0x3FF), (0x400, 0x45F),  # Latin, accents, Greek, Cyrillic
    (0x2010, 0x203A), (0x2070, 0x209C), (0x20AC, 0x20AC),  # dashes, quotation marks, powers and indices
    (0x2190, 0x21D5), (0x2200, 0x22FF), (0x2308, 0x230B),  # arrows, mathematics
    (0x2504, 0x250B), (0x254C, 0x2573),  # box drawing that is neither light nor heavy
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2718), (0xFFFD, 0xFFFD),  # shapes, stars, ticks
]


def chinese():
    """The wide characters of everything that the program can say."""
    files = glob.glob(os.path.join(HERE, "..", "src", "**", "*.rs"), recursive=True)
    files += glob.glob(os.path.join(HERE, "..", "scenarios", "*.toml"))
    texts = (open(file, encoding="utf-8").read() for file in files)
    return sorted({ord(c) for text in texts for c in text if ord(c) >= 0x2E80 and c != "\ufffd"})


def cut(font, characters, name):
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=False)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "FFTM", "VORG", "vhea", "vmtx", "BASE", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # The same bytes from the same sources, whenever that is.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    path = os.path.join(FONTS, name)
    font.save(path)
    print(f"{name}: {len(font.getBestCmap())} characters, {os.path.getsize(path)} bytes")


def main():
    european = [code for first, last in EUROPEAN for code in range(first, last + 1)]
    cut(TTFont(DEJAVU + ".ttf"), european, "DejaVuSansMono.ttf")
    cut(TTFont(DEJAVU + "-Bold.ttf"), european, "DejaVuSansMono-Bold.ttf")
    cut(TTFont(NOTO, fontNumber=SC), chinese(), "NotoSansCJKsc.otf")


if __name__ == "__main__":
    main()
