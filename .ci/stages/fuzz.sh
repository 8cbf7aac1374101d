#!/usr/bin/env bash
# 2,000 attacks on every reader of foreign bytes, in Release: no crash, no undocumented exception, no bomb.
dotnet build -c Release tests/Emo.Fuzz
dotnet tests/Emo.Fuzz/bin/Release/net10.0/Emo.Fuzz.dll --cases 2000
