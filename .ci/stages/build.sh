#!/usr/bin/env bash
# All projects in Debug; warnings are errors.
dotnet build
