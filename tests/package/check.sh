#!/usr/bin/env bash
# Packs Emo.Codegen and builds fresh projects that have nothing but a reference to the package.
# Everything happens in a temporary folder; the global package cache is only read.
# A release's version is in no feed and no cache, and needs no --prerelease.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here="$root/tests/package"
work=$(mktemp -d)
output="$work/output.txt"
source "$root/tests/docs/functions.sh"
trap on_exit EXIT
export EmoVersion="0.0.1" MSBUILDDISABLENODEREUSE=1

cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
dotnet pack "$root/runtime" --configuration Release --output "$work/feed" --verbosity quiet \
    -p:Version="$EmoVersion" -p:ContinuousIntegrationBuild=true

# What a user gets, and nothing else.
unzip -Z1 "$work/feed/Emo.Codegen.$EmoVersion.nupkg" | grep -v -E '^(_rels/|package/|\[Content_Types\])' | LC_ALL=C sort \
    | diff - <(cd "$root" && { cat "$here/contents.txt"; find specs -type f; } | LC_ALL=C sort)
# grep reads all that it is given: unzip would die of a closed pipe, and pipefail with it.
unzip -Z1 "$work/feed/Emo.Codegen.$EmoVersion.snupkg" | grep '^lib/net10.0/Emo.Runtime.pdb$' > /dev/null
unzip -p "$work/feed/Emo.Codegen.$EmoVersion.nupkg" Emo.Codegen.nuspec \
    | grep "<repository type=\"git\" .* commit=\"$(git -C "$root" rev-parse HEAD)\"" > /dev/null
echo "package: contents are as listed, with symbols and the commit that they are of"

cp -r "$here"/*/ "$work"
cat > "$work/nuget.config" <<CONFIG
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
cd "$work"

# Shipped spec, own spec with labels, two models in one assembly, a class nested in a namespace and a partial class.
dotnet build Console --configuration Release --verbosity quiet
dotnet run --project Console --configuration Release --no-build | diff - Console/expected.txt
echo "package: a fresh project builds and runs"

# A library in old C# and an application that references it, trimmed and compiled ahead of time with warnings as errors.
dotnet publish App --configuration Release --runtime linux-x64 --verbosity quiet --output published
published/App | diff - App/expected.txt
test -z "$(find published -name '*.so')"
echo "package: a library and an application build, and publish as NativeAOT"

# Nothing is compiled again if nothing changed; a spec that changed is.
(cd Library && do_page "$root/docs/specs.md")
diff Library/emo-spec.schema.json "$root/specs/emo-spec.schema.json"
test "$(dotnet msbuild Library -getItem:UpToDateCheckInput | grep -c '"Identity": "specs/tiny.json"')" = 1
build() {
    dotnet build Library --configuration Release --no-restore --verbosity quiet >&2
    stat --format %y Library/obj/Release/net10.0/Library.dll
}
first=$(build)
test "$(build)" = "$first"
sed -i 's/"classes": 3/"classes": 4/' Library/specs/tiny.json
test "$(build)" != "$first"
echo "package: an unchanged project is not compiled again, a changed spec is"

# The tutorial from its second step on. The weights are those of emo-cifar10, the picture shows a cat, and the official code's
# answer is that of the conformance tests under other names, padded to the same length.
mkdir tutorial
cd tutorial
cp "$root/samples/Classify/weights/emo-cifar10.pth" net_E.pth
cp "$root/samples/Classify/pictures/chelsea.png" cat.png
LC_ALL=C sed 's/"synthetic\.input"/"input"          /; s/"synthetic\.logits"/"logits"          /' \
    "$root/tests/data/cifar10/goldens.safetensors" > reference.safetensors
do_page "$root/docs/tutorial.md"
echo "package: the tutorial does what it says"
