#!/usr/bin/env bash
# samples/Train/emo.py against the specs and the goldens, with Debian's torch, which is installed where it is missing (as root).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=${EMO_PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, numpy' 2> /dev/null; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-torch python3-numpy
fi
"$python" tests/train/check_emo_py.py
