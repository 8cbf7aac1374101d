#!/usr/bin/env bash
# The tests in Release, which is what users run.
# Those of the ONNX exporter run in Debug only: no user has it but as a part of the tool, whose tests export, too.
for project in Runtime Checkpoints Codegen Conformance Downstream Application Tool; do
    dotnet test -c Release "tests/Emo.$project.Tests"
done
