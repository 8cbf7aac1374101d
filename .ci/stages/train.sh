#!/usr/bin/env bash
# The trainer of samples/Train: each graph executed by libtorch and by PyTorch, losses, data sets, training that sees.
tests/train/check.sh
