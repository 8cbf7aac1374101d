#!/usr/bin/env bash
# Runs the commands of the pages (README.md, docs and so on) as they are written, in a copy of the repository as a clone has it.
# Those that begin with a new project, or with the package, are run by tests/package/check.sh.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
output="$work/output.txt"
source "$root/tests/docs/functions.sh"
trap on_exit EXIT

mkdir "$work/clone"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$work/clone")
cd "$work/clone"
for page in README.md ARCHITECTURE.md CONTRIBUTING.md docs/*.md; do
    case $page in
        docs/first-prediction.md | docs/package.md | docs/specs.md | docs/tutorial.md) ;;
        *) do_page "$page" ;;
    esac
done

# What README.md says of its two executables: one file each, no library beside it, the small one below 2 MB.
test -z "$(find publish -name '*.so')"
publish/classify samples/Classify/pictures/chelsea.png --json --top 1 | grep '"label": "cat"' > /dev/null
test "$(stat -c %s publish/edge)" -le 2000000
tests/samples/edge.sh publish/edge emo-cifar10.emo samples/Classify/pictures/chelsea.png

# docs/detection.md and docs/segmentation.md drew pictures; machines read JSON.
test -s annotated/chelsea.detected.png
test -s annotated/chelsea.segmented.png
test -s annotated/BloodImage_00385.detected.png
test -s annotated/ac782d2cad7f.labels.png
cmp annotated/ac782d2cad7f.segmented.png docs/images/nuclei.png
dotnet run -c Release --no-build --project samples/Detect -- --model ssdlite-emo2-1m --random-weights --json > detect.json
grep -q '"score": ' detect.json
for model in deeplabv3-emo2-1m fpn-emo2-1m segformer-emo2-1m; do
    dotnet run -c Release --no-build --project samples/Segment -- --model $model --random-weights --json > segment.json
    grep -q '"share": ' segment.json
done

# The samples with trained networks inside say the same as NativeAOT executables, which are published without the other networks.
dotnet run -c Release --no-build --project samples/Detect -- --json > detect.json
dotnet run -c Release --no-build --project samples/Segment -- --count --json > segment.json
for sample in Detect Segment; do
    dotnet publish "samples/$sample" -c Release -r linux-x64 -p:SampleModels=embedded -o publish-drawing
done
test -s publish-drawing/LICENSE-BloodImage_00385.txt
publish-drawing/detect --json | cmp - detect.json
publish-drawing/segment --count --json | cmp - segment.json
echo "docs: every command does what its page says"
