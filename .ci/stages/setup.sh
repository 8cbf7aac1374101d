#!/usr/bin/env bash
# The programs that the other stages call, installed where they are missing (Debian, as root).
missing=()
command -v gcc > /dev/null || missing+=(gcc)
command -v git > /dev/null || missing+=(git)
command -v unzip > /dev/null || missing+=(unzip)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
if [ ${#missing[@]} -ne 0 ]; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y "${missing[@]}"
fi
