#!/usr/bin/env bash
# Packs the tool and installs it from a folder, as a user would, and runs it: it must have everything with it.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MSBUILDDISABLENODEREUSE=1
version=0.0.1

dotnet pack "$root/samples/Tool" --configuration Release --output "$work/feed" --verbosity quiet -p:Version="$version"
test "$(ls "$work/feed")" = "Emo.Tool.$version.nupkg"
unzip -Z1 "$work/feed/Emo.Tool.$version.nupkg" > "$work/contents"
for file in tool.md LICENSE THIRD-PARTY-NOTICES.md tools/net10.0/any/emo.dll tools/net10.0/any/Emo.Codegen.dll; do
    grep -xF "$file" "$work/contents" > /dev/null || { echo "package: the tool lacks $file" >&2; exit 1; }
done
if grep -iE 'onnxruntime|\.so$|\.exe$|xunit' "$work/contents"; then
    echo "package: the tool has what it does not need" >&2
    exit 1
fi

cd "$work"
dotnet tool install Emo.Tool --tool-path tools --source "$work/feed" --version "$version" > /dev/null
emo=$work/tools/emo
checkpoint=$root/samples/Classify/weights/emo-cifar10.pth
"$emo" --version | grep "^$version" > /dev/null
"$emo" inspect "$checkpoint" | grep "^It fits emo-cifar10: all 160 tensors are there.$" > /dev/null
"$emo" summary emo-1m --json | grep '"parameters": 1361168,' > /dev/null

# The commands that compile a network have a compiler with them.
"$emo" convert "$checkpoint" net.emo --spec emo-cifar10 > /dev/null
"$emo" compare emo-cifar10 "$checkpoint" net.emo --tolerance 0 | grep "^All 13 blocks agree.$" > /dev/null
"$emo" profile emo-cifar10 --json | grep '"milliseconds"' > /dev/null
"$emo" onnx emo-cifar10 "$checkpoint" net.onnx > /dev/null
"$emo" draw emo-cifar10 net.svg > /dev/null
status=0
"$emo" inspect missing.pth 2> error > /dev/null || status=$?
test $status -eq 1 && grep "^error: .*missing.pth" error > /dev/null
echo "package: the tool installs from a folder and runs"
