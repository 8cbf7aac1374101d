#!/usr/bin/env bash
# Lines of at most 140 characters, and white space as .editorconfig wants it. The build checks all other rules of style.
.ci/line-length.sh
dotnet format whitespace --folder . --verify-no-changes
