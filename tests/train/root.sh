#!/usr/bin/env bash
# Runs a command that uses libtorch: here, or in a Debian 13 root where this machine's C++ library is too old for it.
# tests/train/root.sh COMMAND ARGUMENT...   (as root; the root is made once, in EMO_TRAIN_ROOT or a folder of its own)
set -euo pipefail

# The binding of TorchSharp needs the libstdc++ of GCC 13.
library=$(ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !n++ { print $NF }')
if [ -n "$library" ] && grep -q GLIBCXX_3.4.32 "$library"; then
    exec "$@"
fi

root=${EMO_TRAIN_ROOT:-/var/tmp/emo-train-root}
if [ ! -e "$root/made" ]; then
    if ! command -v debootstrap > /dev/null; then
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install -y debootstrap
    fi
    rm -rf "$root"
    # The files of the packages' sources that this machine knows Debian by.
    debootstrap --variant=minbase --include=libicu76 trixie "$root"
    touch "$root/made"
fi

# Mounts of a name space of its own, which end with the command. The folders that the command needs are where they are outside.
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
here=$PWD
export EMO_ROOT=$root EMO_DOTNET=$dotnet EMO_HERE=$here
exec unshare --mount bash -euo pipefail -c '
    for folder in /proc /dev /tmp "$EMO_DOTNET" "$EMO_HERE" ${EMO_TRAIN_FOLDERS-}; do
        mkdir -p "$EMO_ROOT$folder"
        mount --bind "$folder" "$EMO_ROOT$folder"
    done
    exec chroot "$EMO_ROOT" env -C "$EMO_HERE" PATH="$EMO_DOTNET:$PATH" DOTNET_ROOT="$EMO_DOTNET" HOME=/tmp \
        DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$@"
' bash "$@"
