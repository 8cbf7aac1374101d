#!/usr/bin/env bash
# Every command of README.md and the other pages as it is written: two NativeAOT executables that know a cat, for example.
tests/docs/check.sh
