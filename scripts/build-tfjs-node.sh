#!/bin/sh
# Builds @tensorflow/tfjs-node where its own installer cannot download libtensorflow: the addon is compiled from the
# package's source against the C library inside a tensorflow-cpu wheel from PyPI. For measuring and testing the engine
# tfjs-node (docs/adr/0002-tfjs-wasm-engine.md); the product does not need it.
#
#   scripts/build-tfjs-node.sh [FOLDER]     default: dist/tfjs-node; takes 1.3 GB there and a minute or two
#
# Needs: Linux on x86-64, python3 with pip, make, a C++17 compiler, the npm and PyPI registries, and Node's headers (taken
# from beside node where they are, otherwise downloaded by node-gyp).
# The engine is found through NODE_PATH, as in a Lambda layer:
#
#   NODE_PATH=FOLDER/node_modules npx vitest run test/classify
set -eu

TFJS_NODE=4.22.0
# Any 2.12 to 2.15 has the C API that tfjs-node 4.22 (made for 2.9.1) calls; 2.15.1 was tried.
TENSORFLOW=2.15.1

folder=${1:-dist/tfjs-node}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
package=$folder/node_modules/@tensorflow/tfjs-node
# npm brings node-gyp along.
node_gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js

[ -f "$folder/package.json" ] || echo '{"private": true}' > "$folder/package.json"
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund "@tensorflow/tfjs-node@$TFJS_NODE"

# The wheel is only unpacked, so it need not fit the Python that is here.
python3 -m pip download "tensorflow-cpu==$TENSORFLOW" --no-deps --only-binary=:all: --implementation cp \
  --python-version 3.11 --abi cp311 --platform manylinux2014_x86_64 --dest "$folder/wheel"
python3 - "$folder"/wheel/tensorflow_cpu-"$TENSORFLOW"-*.whl "$folder/wheel" <<'PYTHON'
import sys, zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    wanted = ("tensorflow/include/", "tensorflow/libtensorflow_")
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(wanted)])
PYTHON

rm -rf "$package/deps"
mkdir -p "$package/deps/lib"
mv "$folder/wheel/tensorflow/include" "$package/deps/include"
mv "$folder"/wheel/tensorflow/libtensorflow_*.so.2 "$package/deps/lib"
# The addon links with -ltensorflow, the name of the C library's own release; the wheel has the C API in _cc.
ln -s libtensorflow_cc.so.2 "$package/deps/lib/libtensorflow.so"
ln -s libtensorflow_framework.so.2 "$package/deps/lib/libtensorflow_framework.so"

node_prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
[ ! -f "$node_prefix/include/node/node_api.h" ] || export npm_config_nodedir="$node_prefix"

cd "$package"
CXXFLAGS=-std=c++17 node "$node_gyp" rebuild --napi_version=8 --napi_build_version=8 \
  --module_name=tfjs_binding --module_path="$package/lib/napi-v8"

NODE_PATH=$folder/node_modules TF_CPP_MIN_LOG_LEVEL=2 node -e "
const tf = require('@tensorflow/tfjs-node');
console.log('@tensorflow/tfjs-node', tf.version['tfjs-node'], 'over TensorFlow', tf.backend().binding.TF_Version +
  ', backend', tf.getBackend(), tf.tensor1d([1, 2]).square().arraySync());"
du -sh "$folder/node_modules" "$package/deps/lib"
