#!/usr/bin/env bash
# Whatever is wrong with what a sample is given, it says so in one line on standard error and ends with a status that is not 0.
# Needs the samples built in Debug. What Edge does with weights is checked by edge.sh.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$root/tests/samples/functions.sh"
classify=$root/samples/Classify/bin/Debug/net10.0/classify
detect=$root/samples/Detect/bin/Debug/net10.0/detect
segment=$root/samples/Segment/bin/Debug/net10.0/segment
edge=$root/samples/Edge/bin/Debug/net10.0/edge
emo=$root/samples/Tool/bin/Debug/net10.0/emo
detector=("$detect" --model ssdlite-emo-1m --random-weights)
segmenter=("$segment" --model deeplabv3-emo-1m --random-weights)
cat=$root/samples/Classify/pictures/chelsea.png
checkpoint=$root/samples/Classify/weights/emo-cifar10.pth
exec 8> /dev/null

mkfifo "$work/pipe"
mkdir "$work/folder"
printf 'text' > "$work/text"
head -c 1000 "$cat" > "$work/cut.png"
head -c 100000 "$checkpoint" > "$work/cut.pth"

echo "samples: options"
fails "^error: --top takes a number of classes, at least 1, not 'abc'" "$classify" --top abc
fails "^error: --top .* not '0'" "$classify" --top 0
fails "^error: --top .* not '99999999999'" "$classify" --top 99999999999
fails "^error: .*--top" "$classify" --top
fails "^error: --tolerance takes a fraction, at least 0, not 'nan'" "$emo" compare emo-1m a b --tolerance nan
fails "^error: --tolerance .* not '1,5'" "$emo" compare emo-1m a b --tolerance 1,5
fails "^error: .*'nope'.*emo-cifar10" "$classify" --model nope
fails "^error: .*--nope" "$classify" --nope
fails "^error: .*'profil'" "$emo" profil
fails "^error: Required argument 'SPEC' missing" "$emo" summary
fails "^error: 'emo-7m' is neither a file nor the name of a shipped spec" "$emo" summary emo-7m
fails "^error: --picture and --seed exclude" "$emo" dump emo-1m a b --picture c --seed 1
fails "^error: --classes takes a number from 1 to 100000, not 'x'" "$emo" draw emo-1m out.svg --classes x
fails "^error: --threshold takes a score from 0 to 1, not 'abc'" "$detect" --threshold abc
fails "^error: --threshold .* not '1.01'" "$detect" --threshold 1.01
fails "^error: --max takes a number from 1 to 200, not 'abc'" "$detect" --max abc
fails "^error: --max .* not '201'" "$detect" --max 201
fails "^error: --weights and --random-weights exclude" "$detect" --random-weights --weights x
fails "^error: --threshold takes a part of the picture from 0 to 1, not 'abc'" "$segment" --threshold abc
fails "^error: --threshold .* not 'nan'" "$segment" --threshold nan
fails "^error: --weights takes the name of a file.*, not ''" "$classify" --weights ""
fails "^error: --spec takes the name of a file, not ''" "$emo" convert a b --spec ""
fails "^error: WEIGHTS takes the name of a file, not ''" "$emo" onnx emo-1m "" out
fails "^error: --min-area takes a number of pixels, at least 1, not '0'" "$segment" --min-area 0
fails "^error: --min-area .* not 'abc'" "$segment" --count --min-area abc
for program in "$detect" "$segment"; do
    fails "^error: --output takes the name of a folder, not ''" "$program" --output ""
    fails "^error: --weights takes the name of a file of weights, not ''" "$program" --weights ""
done
fails "^usage: edge WEIGHTS PICTURE" "$edge"

echo "samples: files"
for program in "$classify" "$detect" "$segment" "${detector[*]}" "${segmenter[*]}"; do
    fails "^error: There is no file or folder 'missing.png'" $program missing.png
    fails "^error: The folder '.*' has no PNG or JPEG file" $program "$work/folder"
    fails "^error: .*/pipe: This is a pipe \(FIFO\), not a file" $program "$work/pipe"
    fails "^error: .*: This is a device, not a file" $program /dev/zero
    fails "^error: .*/text: .*supported are PNG and JPEG" $program "$work/text"
    fails "^error: .*/cut.png: " $program "$work/cut.png"
done
for program in "$classify" "$detect" "$segment"; do
    fails "^error: .*[Mm]issing.pth" "$program" --weights missing.pth
    fails "^error: .* is a folder" "$program" --weights "$work/folder"
    fails "^error: .*/pipe: it is a pipe \(FIFO\), not a file" "$program" --weights "$work/pipe"
    fails "^error: /dev/zero: it is a device, not a file" "$program" --weights /dev/zero
    fails "^error: .*/cut.pth: " "$program" --weights "$work/cut.pth"
done
for program in "$detect" "$segment"; do
    fails "^error: .*emo-cifar10.pth' does not fit .*, which is the network unless --model names another\." \
        "$program" --weights "$checkpoint"
done
fails "^error: .*emo-cifar10.pth' does not fit ssdlite-cells\. " "$detect" --model ssdlite-cells --weights "$checkpoint"
fails "^error: emo-1m needs its weights" "$classify" --model emo-1m
fails "^error: emo2-1m needs its weights" "$classify" --model emo2-1m
fails "^error: there is no file 'missing'" "$edge" missing "$cat"
fails "^error: '.*' is a folder" "$edge" "$checkpoint" "$work/folder"
fails "^error: .*/pipe: it is a pipe \(FIFO\)" "$edge" "$work/pipe" "$cat"
fails "^error: .*/cut.pth: " "$edge" "$work/cut.pth" "$cat"

# Root may read everything: somebody else asks.
nobody=()
if [ "$(id -u)" -eq 0 ]; then
    nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
printf x > "$work/secret"
chmod 0 "$work/secret"
chmod a+rx "$work"
if [[ $("${nobody[@]}" "$edge" 2>&1) == *usage* ]]; then
    fails "^error: .*secret.* denied" "${nobody[@]}" "$classify" "$work/secret"
    fails "^error: .*secret.* denied" "${nobody[@]}" "$classify" --weights "$work/secret"
    fails "^error: a file may not be read" "${nobody[@]}" "$edge" "$work/secret" "$cat"
else
    skip "files without permission: this user cannot become another one that can run the samples"
fi

echo "samples: files of the tool"
for command in "inspect" "convert" "profile emo-cifar10" "onnx emo-cifar10" "dump emo-cifar10" "compare emo-cifar10 $checkpoint"; do
    out=()
    case $command in convert | onnx* | dump*) out=(out) ;; esac
    fails "^error: .*[Mm]issing.pth" "$emo" $command missing.pth "${out[@]}"
    fails "^error: .*it is a folder" "$emo" $command "$work/folder" "${out[@]}"
    fails "^error: .*/pipe: it is a pipe \(FIFO\), not a file" "$emo" $command "$work/pipe" "${out[@]}"
    fails "^error: /dev/zero: it is a device, not a file" "$emo" $command /dev/zero "${out[@]}"
    fails "^error: .*/cut.pth: " "$emo" $command "$work/cut.pth" "${out[@]}"
done
for command in summary "draw" "profile" "compare"; do
    out=()
    case $command in draw) out=(out) ;; compare) out=(a b) ;; esac
    fails "^error: There is no file 'missing.json'" "$emo" $command missing.json "${out[@]}"
    fails "^error: .*/folder: it is a folder" "$emo" $command "$work/folder" "${out[@]}"
    fails "^error: .*/pipe: it is a pipe \(FIFO\)" "$emo" $command "$work/pipe" "${out[@]}"
    fails "^error: /dev/zero: it is a device" "$emo" $command /dev/zero "${out[@]}"
    fails "/text\(1,1\): error EMO0100: The spec is not valid JSON" "$emo" $command "$work/text" "${out[@]}"
done
fails "^error: .*/cut.png: " "$emo" dump emo-cifar10 "$checkpoint" out --picture "$work/cut.png"

echo "samples: what cannot be written"
packing=("$emo" convert --spec emo-cifar10 "$checkpoint")
fails "^error: .*/folder' is a folder" "${packing[@]}" "$work/folder"
fails "^error: '/dev/null' is a device" "${packing[@]}" /dev/null
fails "^error: .* is a pipe" "${packing[@]}" "$work/pipe"
fails "^error: Could not find a part of the path" "${packing[@]}" no/folder
for command in "convert $checkpoint" "dump emo-cifar10 $checkpoint" "onnx emo-cifar10 $checkpoint" "draw emo-1m"; do
    fails "^error: .*/folder' is a folder" "$emo" $command "$work/folder"
    fails "^error: No space left" "$emo" $command /dev/full
done
fails "^error: .*/text' already exists" "${detector[@]}" --output "$work/text"
fails "^error: .*/text' already exists" "${segmenter[@]}" --output "$work/text"
fails "^error: .*/text' already exists" "$segment" --count --output "$work/text"
mkdir "$work/pictures"
for ending in png detected.png segmented.png labels.png; do
    cp "$cat" "$work/pictures/a.$ending"
done
fails "^error: .*a.detected.png' would be the result of .*a.png', and is a picture itself" \
    "$detect" --output "$work/pictures" "$work/pictures/a.png" "$work/pictures/a.detected.png"
for ending in segmented labels; do
    fails "^error: .*a.$ending.png' would be the result of .*a.png', and is a picture itself" \
        "$segment" --output "$work/pictures" "$work/pictures/a.png" "$work/pictures/a.$ending.png"
    cmp "$cat" "$work/pictures/a.$ending.png" || wrong "segment" "replaced a picture"
done
test -c /dev/null || wrong "convert --spec to /dev/null" "replaced the device"

# So wide a picture can be read, and its boxes be found, but PNG files end here.
wide=$root/tests/samples/wide.png
fails "^error: .* too large" "${segmenter[@]}" "$wide"
fails "^error: .* too large for a JPEG file" "${detector[@]}" --jpeg "$wide"

exec 8> /dev/full
echo "samples: a full output"
fails "^error: the output cannot be written: No space left" "$classify"
fails "^error: the output cannot be written" "$classify" --json
fails "^error: the output cannot be written" "$classify" --help
fails "^error: the output cannot be written" "$emo" summary emo-1m
fails "^error: the output cannot be written" "$emo" summary emo-1m --json
fails "^error: the output cannot be written" "$emo" inspect "$checkpoint"
fails "^error: the output cannot be written" "${detector[@]}" --json
fails "^error: the output cannot be written" "${segmenter[@]}" --json
fails "^error: the output cannot be written" "$detect" --json
fails "^error: the output cannot be written" "$segment" --count --json

echo "samples: an output that nobody reads"
open_closed_pipe
exec 8>&9
fails "^error: the output cannot be written: Broken pipe" "$classify"
fails "^error: the output cannot be written: Broken pipe" "$classify" --json

if [ "$(id -u)" -eq 0 ] && mkdir "$work/disk" && mount -t tmpfs -o size=16k tmpfs "$work/disk" 2> /dev/null; then
    echo "samples: a full disk"
    exec 8> /dev/null
    fails "^error: .*(No space|not enough space|disk)" "${packing[@]}" "$work/disk/packed"
    fails "^error: .*(No space|not enough space|disk)" "$emo" convert "$checkpoint" "$work/disk/net.safetensors"
    fails "^error: .*(No space|not enough space|disk)" "$emo" dump emo-cifar10 "$checkpoint" "$work/disk/dump"
    fails "^error: .*(No space|not enough space|disk)" "${detector[@]}" --output "$work/disk" "$cat"
    fails "^error: .*(No space|not enough space|disk)" "$detect" --jpeg --output "$work/disk"
    fails "^error: .*(No space|not enough space|disk)" "$segment" --output "$work/disk"
    test -z "$(ls -A "$work/disk")" || wrong "a full disk" "has a half file: $(ls "$work/disk")"
    umount "$work/disk"
else
    skip "a full disk, which only root can make"
fi
summary "Classify, Detect, Segment, Edge and the tool"
