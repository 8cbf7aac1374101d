#!/usr/bin/env bash
# The trainer's tests, and those of its twin in Python. Downloads libtorch (600 MB) and, on Debian 12, a root of Debian 13 (260 MB).
# tests/train/check.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

dotnet build -c Release tests/Emo.Train.Tests
tests/train/root.sh dotnet vstest tests/Emo.Train.Tests/bin/Release/net10.0/Emo.Train.Tests.dll
tests/train/python.sh
