#!/usr/bin/env bash
# The test command of README.md: all tests, once, in Debug.
[[ ${CI_STAGES_DONE-} == *" build "* ]] || dotnet build
dotnet test --no-build
