#!/usr/bin/env bash
# The tests in Release, which is what users run.
# Those of the ONNX exporter run in Debug only: no user has it but as a part of the tool, whose tests export, too. So do those that compile
# networks in memory and compare them with loops: they optimize what they compile, whatever they were built as themselves.
for project in Runtime Checkpoints Conformance Downstream Application Tool; do
    dotnet test -c Release "tests/Emo.$project.Tests"
done

dotnet test -c Release tests/Emo.Codegen.Tests --filter "FullyQualifiedName!~KernelTests&FullyQualifiedName!~Differential"
