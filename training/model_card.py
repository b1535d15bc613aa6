"""Writes MODEL-CARD.md: the words are here, every figure comes from the manifest."""

import json
from pathlib import Path

LINES = """**The line network.** A second, fully convolutional network reads a whole line: a strip 32 pixels high and of any width (bright
ink on black) in, for every two columns a row of probabilities out, of {classes}. {parameters:,} parameters, {multiply_adds:,}
multiply-adds a column, {bytes:,} bytes. Trained with connectionist temporal classification (CTC).

"""

PRINT = """**The network for print.** As large as the line network, which has no room for print beside all hands, and begun from its weights:
words and numbers of print, typed and stamped ones among them. {parameters:,} parameters, {multiply_adds:,} multiply-adds a column,
{bytes:,} bytes; of {classes}.

"""

MICR = """**The MICR network.** Built alike and narrower, it reads the magnetic ink characters of a cheque from such strips: {classes}. E-13B
has A transit, B amount, C on-us and D dash; CMC-7 has F to J for its symbols. All other ink is blank to it. {parameters:,}
parameters, {multiply_adds:,} multiply-adds a column, {bytes:,} bytes.

"""

WORDS = """**The network for words.** Built as the line network, narrower, and begun from an earlier one's weights, it reads the amount in words: {classes}. A capital
is read as its small letter, and spaces are blank to it. {parameters:,} parameters, {multiply_adds:,} multiply-adds a column,
{bytes:,} bytes.

"""

LOCKS = [Path(__file__).resolve().parent / folder / "package-lock.json" for folder in ("fonts", "handwriting")]

CARD = """# The digit network

Version {version}. Written by `training/export.py`; the figures are those of `manifest.json`.

**What it is.** A convolutional network that says of one crop (28x28 grey, bright ink on black, the longer side of the
glyph 20 pixels, its centre of mass in the middle) which of the ten digits it is, or that it is not a single digit: a
letter, a sign, a speck, a part of a digit, two digits. Eleven probabilities that sum to 1: `0` to `9`, `not-a-digit`.

**Size.** {parameters:,} parameters, {multiply_adds:,} multiply-adds a crop, {bytes:,} bytes of float32. Six convolutions
(5x5 with 16 outputs; 3x3 with 32, 32, 64, 80, 128) with rectifiers and three poolings, then two dense layers; batch
normalization is folded into the convolutions. TF.js layers model, any TF.js backend.

{lines}**What it is for.** Digits on scanned cheques and forms, cut out by this project's own segmentation. Its probabilities
order the ways to read a line. They are calibrated by one temperature ({temperature}) on validation crops, each set counted
alike; that is not yet the confidence of a whole string.

## What it was trained on

| set | {counts} | licence |
|---|{rules}---|
{sets}

Crops are counted before distortion and as they were written; how often each set is seen is in training/README.md.
The fonts: {fonts}; OCR-A (John Sauter, public domain) and OCR-B (Norbert Schwarz, Matthew Skala, free); E-13B outlines
(OFL-1.1). No crop and no picture of any set is part of this project.

## What was measured

On validation crops, never trained on, some by other writers, fonts and cheques (percent). *digits*: digits read right.
*among ten*: the same where not-a-digit is no answer. *not-a-digit*: the rest told as such. *false digits*: the rest that
would pass as a digit at the threshold that 99 % of the rightly named digits of the set pass.

| set | crops | digits | among ten | not-a-digit | false digits |
|---|---|---|---|---|---|
{validation}

{tests}

## Limits

- A crop has lost its size and place: a comma, an upright rule, the stem of a 4 and a printed 1 look alike once normalized.
  Whoever reads a line has to weigh the glyph's size and place too.
- Letters shaped like a digit (O, I, l, S, Z, B, b, g, q and others) were left out of training: it calls them digits.
- Handwriting of few countries: the United States (MNIST, USPS), Uruguay (ORAND), Turkey (optdigits), Sweden (DIDA). A 1
  with a long upstroke, a crossed 7 and an open 4 are known to it; digits of other scripts are not.
- dida's clutter and the boxes of orand-car-a hold neighbours' ink and some wrong labels, in validation as in training:
  their figures understate what it reads when a digit is cut out well.
- Glyphs under about 8 pixels in height were never seen.
"""


# What is counted of a training set, and the network that it trained.
COUNTED = {"crops": "glyphs", "lines": "lines", "printLines": "print", "micrLines": "micr", "wordLines": "words"}
COUNTED_AS = {"printLines": "strips of print", "micrLines": "MICR lines", "wordLines": "lines of words"}


def percent(entry, key):
    return f"{entry[key] * 100:.2f}" if key in entry else ""


def count(entry, key):
    return f"{entry[key]:,}" if key in entry else ""


def strip_sections(manifest):
    return "".join(strip_section(manifest[name], words) for name, words in (("lines", LINES), ("print", PRINT), ("micr", MICR), ("words", WORDS)) if name in manifest)


def strip_section(lines, words):
    return words.format(
        parameters=lines["parameters"],
        multiply_adds=lines["multiplyAddsPerColumn"],
        bytes=lines["weights"]["bytes"],
        classes=", ".join(f"`{name}`" for name in lines["classes"]),
    )


def font_list():
    by_licence = {}
    for lock in LOCKS:
        for path, entry in json.loads(lock.read_text())["packages"].items():
            if "@fontsource/" in path:
                by_licence.setdefault(entry["license"], set()).add(path.split("@fontsource/")[1])
    return "; ".join(f"{', '.join(sorted(names))} ({licence})" for licence, names in sorted(by_licence.items()))


def write_card(path, manifest):
    keys = ("digits", "digitsAmongTen", "notADigit", "falseDigits")
    glyphs = manifest["glyphs"]
    counted = [key for key, name in COUNTED.items() if name in manifest]
    validation = manifest["metrics"]["validation"]
    tests = [
        f"On {name} through the TypeScript path (`npm run evaluate -- digits`): {entry['accuracy'] * 100:.2f} % of {entry['n']:,}."
        for name, entry in manifest["metrics"].items()
        if isinstance(entry, dict) and "accuracy" in entry
    ]
    path.write_text(
        CARD.format(
            version=manifest["version"],
            temperature=manifest["metrics"]["temperature"],
            parameters=glyphs["parameters"],
            multiply_adds=glyphs["multiplyAdds"],
            bytes=glyphs["weights"]["bytes"],
            counts=" | ".join(COUNTED_AS.get(key, key) for key in counted),
            rules="---|" * len(counted),
            sets="\n".join(
                f"| {e['name']} | {' | '.join(count(e, key) for key in counted)} | {e['licence']} |"
                for e in manifest["trainingSets"]
            ),
            lines=strip_sections(manifest),
            fonts=font_list(),
            validation="\n".join(
                f"| {name} | {e.get('n', '')} | {' | '.join(percent(e, key) for key in keys)} |"
                for name, e in validation.items()
            ),
            tests="\n".join(tests) or "Not yet measured on test sets.",
        )
    )
