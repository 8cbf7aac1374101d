#!/usr/bin/env bash
# The tests in Release, which is what users run.
for project in Runtime Checkpoints Codegen Conformance Downstream Application; do
    dotnet test -c Release "tests/Emo.$project.Tests"
done
