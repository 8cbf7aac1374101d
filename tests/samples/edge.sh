#!/usr/bin/env bash
# edge.sh EDGE WEIGHTS PICTURE: the executable loses no label in silence. The picture is one that it can classify.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/functions.sh"
edge=$(realpath "$1") weights=$(realpath "$2") picture=$(realpath "$3")
checkpoint=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../samples/Classify/weights/emo-cifar10.pth")

test -n "$("$edge" "$weights" "$picture")"
exec 8> /dev/full
fails "^error: the output cannot be written: No space left" "$edge" "$weights" "$picture"
open_closed_pipe
exec 8>&9
fails "^error: the output cannot be written: Broken pipe" "$edge" "$weights" "$picture"
exec 8> /dev/null
fails "^error: there is no file" "$edge" "$weights" missing.png
fails "^error: .* is a folder" "$edge" "$weights" .
fails "^error: .* a device" "$edge" "$weights" /dev/zero
fails "^error: .*does not hold packed weights, the only ones that this program reads" "$edge" "$checkpoint" "$picture"
fails "^error: .*supported are PNG and JPEG" "$edge" "$weights" "$weights"
summary Edge
