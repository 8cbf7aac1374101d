#!/usr/bin/env bash
# The package in fresh projects, among them those of docs/tutorial.md and docs/specs.md; the tool, installed from its package.
tests/package/check.sh
tests/package/tool.sh
