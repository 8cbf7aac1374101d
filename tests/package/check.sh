#!/usr/bin/env bash
# Packs Emo.Codegen and builds a fresh project that has nothing but a reference to the package.
# Everything happens in a temporary folder; the global package cache is only read.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here="$root/tests/package"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version="0.0.0-check"
cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')

dotnet pack "$root/runtime" --configuration Release --output "$work/feed" --verbosity quiet -p:Version="$version"

cp -r "$here/Console" "$work/Console"
cat > "$work/Console/nuget.config" <<CONFIG
<configuration>
  <config>
    <add key="globalPackagesFolder" value="$work/packages" />
  </config>
  <packageSources>
    <add key="check" value="$work/feed" />
  </packageSources>
  <fallbackPackageFolders>
    <add key="cache" value="$cache" />
  </fallbackPackageFolders>
</configuration>
CONFIG

cd "$work/Console"
dotnet build --configuration Release --verbosity quiet -p:EmoVersion="$version"
dotnet run --configuration Release --no-build -p:EmoVersion="$version" | diff - expected.txt
echo "package: a fresh project builds and runs"
