#!/usr/bin/env bash
# What the samples say when something is wrong: one line, and a status.
[[ ${CI_STAGES_DONE-} == *" build "* ]] || dotnet build
tests/samples/check.sh
