#!/usr/bin/env bash
# Runs a command that uses libtorch: here, or in a Debian 13 root where this machine's C++ library is too old for it.
# tests/train/root.sh COMMAND ARGUMENT...   (as root)
# EMO_TRAIN_ROOT names the root, which is made where it is missing; EMO_TRAIN_FOLDERS further folders that the command reads or writes.
set -euo pipefail

# The binding of TorchSharp needs the libstdc++ of GCC 13.
library=$(ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ && !n++ { print $NF }')
if [ -n "$library" ] && grep -q GLIBCXX_3.4.32 "$library"; then
    exec "$@"
fi

root=${EMO_TRAIN_ROOT:-/var/lib/emo-train-root}
if [ ! -e "$root/made" ]; then
    if [ -e "$root" ]; then
        echo "$root is no root of this script, or one that was not finished: remove it, or name another one by EMO_TRAIN_ROOT." >&2
        exit 1
    fi
    if ! command -v debootstrap > /dev/null; then
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install -y debootstrap
    fi

    # Made beside its place and then renamed: one that is there is whole.
    unfinished=$(mktemp -d "$(dirname "$root")/emo-train-root.XXXXXX")
    trap 'rm -rf "$unfinished"' EXIT
    chmod 755 "$unfinished"
    debootstrap --variant=minbase --include=libicu76 trixie "$unfinished"
    touch "$unfinished/made"
    mv -T "$unfinished" "$root"
    trap - EXIT
fi

# Mounts of a name space of its own, which end with the command. The folders that the command needs are where they are outside.
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
export EMO_ROOT=$root EMO_DOTNET=$dotnet EMO_HERE=$PWD
exec unshare --mount bash -euo pipefail -c '
    for folder in /proc /dev /tmp "$EMO_DOTNET" "$EMO_HERE" ${EMO_TRAIN_FOLDERS-}; do
        mkdir -p "$EMO_ROOT$folder"
        mount --bind "$folder" "$EMO_ROOT$folder"
    done
    exec chroot "$EMO_ROOT" env -C "$EMO_HERE" PATH="$EMO_DOTNET:$PATH" DOTNET_ROOT="$EMO_DOTNET" HOME=/tmp \
        DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$@"
' bash "$@"
