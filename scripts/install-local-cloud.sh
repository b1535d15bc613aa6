#!/usr/bin/env bash
# Installs the parts that the packaged functions are tested against (test/e2e/cloud): moto for S3, SQS and EventBridge and
# AWS's Runtime Interface Emulator from PyPI, AWS's runtime client from npm; docs/adr says why these. Everything lands in
# test/e2e/cloud/parts/.venv and node_modules, which git ignores. Needs Linux, Python 3.10 or newer with venv; PYTHON names
# another than python3.
set -euo pipefail
cd "$(dirname "$0")/../test/e2e/cloud/parts"
case "$(uname -m)" in
  x86_64) cpu=x86_64 ;;
  aarch64 | arm64) cpu=arm64 ;;
  *) echo "Expected x86_64 or arm64 but this machine is $(uname -m)" >&2; exit 1 ;;
esac
python=${PYTHON:-python3}

if ! "$python" -m venv .venv; then
  echo "Expected $python with venv; on Debian: apt-get install python3-venv" >&2
  exit 1
fi
pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check)
"${pip[@]}" install --requirement requirements.txt

# The emulator comes inside AWS's SAM CLI; nothing else of that is installed. Kept by version, so that a second run is short.
wheels=.venv/wheels
"${pip[@]}" download --no-deps --require-hashes --dest "$wheels" --requirement emulator.txt
.venv/bin/python - "$wheels" "$cpu" <<'PYTHON'
import pathlib, sys, zipfile
folder, cpu = sys.argv[1:]
[wheel] = pathlib.Path(folder).glob("aws_sam_cli-*.whl")
target = pathlib.Path(".venv/bin/aws-lambda-rie")
target.write_bytes(zipfile.ZipFile(wheel).read(f"samcli/local/rapid/aws-lambda-rie-{cpu}"))
target.chmod(0o755)
PYTHON

npm ci --no-audit --no-fund --loglevel=error
cp -R rapid-client node_modules/aws-lambda-ric/rapid-client.node
.venv/bin/python -c 'from importlib.metadata import version; print("moto", version("moto"))'
echo "aws-lambda-ric $(node -p 'require("./node_modules/aws-lambda-ric/package.json").version')"
