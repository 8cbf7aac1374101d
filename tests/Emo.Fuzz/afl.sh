#!/usr/bin/env bash
# Lets afl-fuzz look for inputs that take new paths through a reader. Needs the package afl++ of Debian.
# tests/Emo.Fuzz/afl.sh READER MINUTES
# READER is one of those that Emo.Fuzz --list names; what is found stays in $TMPDIR/emo-afl-READER/found/default.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
reader=$1 minutes=$2
folder=${TMPDIR:-/tmp}/emo-afl-$reader
rm -rf "$folder"
mkdir -p "$folder"

dotnet build -c Release tests/Emo.Fuzz
cp -r tests/Emo.Fuzz/bin/Release/net10.0 "$folder/program"
dotnet "$folder/program/Emo.Fuzz.dll" --export "$folder/seeds" --reader "$reader"

# From here on the library runs under afl-fuzz only.
dotnet tool restore
dotnet sharpfuzz "$folder/program/Emo.Runtime.dll"

# The program is no native one, core dumps go wherever the machine sends them, and nobody is there to watch.
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
afl-fuzz -i "$folder/seeds" -o "$folder/found" -t 10000 -m none -V "$((minutes * 60))" \
    -- dotnet "$folder/program/Emo.Fuzz.dll" --afl "$reader" > "$folder/log.txt"

stats=$folder/found/default/fuzzer_stats
grep -E '^(execs_done|execs_per_sec|corpus_count|edges_found|saved_crashes|saved_hangs)' "$stats"
if grep -qE '^saved_(crashes|hangs) +: [1-9]' "$stats"; then
    exit 1
fi
