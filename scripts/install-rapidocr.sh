#!/usr/bin/env bash
# Installs RapidOCR from PyPI for `npm run bench:peers`, into bench/peers/.venv, which git ignores. Needs Python 3.8 to 3.13
# with venv; PYTHON names another than python3. Its models are inside the package: reading downloads nothing.
set -euo pipefail
cd "$(dirname "$0")/../bench/peers"
"${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
.venv/bin/python -c 'from importlib.metadata import version; print("RapidOCR", version("rapidocr"))'
