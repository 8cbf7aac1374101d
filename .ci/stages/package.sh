#!/usr/bin/env bash
# The package in fresh projects, among them those of docs/tutorial.md and docs/specs.md.
tests/package/check.sh
