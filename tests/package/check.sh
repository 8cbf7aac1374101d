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

# What set -e does not see behind a "!".
fails() { if "$@"; then return 1; fi; }
absent() { fails grep "$@"; }

cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
dotnet pack "$root/runtime" --configuration Release --output "$work/feed" --verbosity quiet \
    -p:Version="$EmoVersion" -p:ContinuousIntegrationBuild=true
package="$work/feed/Emo.Codegen.$EmoVersion.nupkg"
symbols="$work/feed/Emo.Codegen.$EmoVersion.snupkg"

# What a user gets, and nothing else. The pictures of README.md are the repository's.
unzip -Z1 "$package" | grep -v -E '^(_rels/|package/|\[Content_Types\])' | LC_ALL=C sort \
    | diff - <(cd "$root" && { cat "$here/contents.txt"; find specs docs -type f ! -path docs/package.md ! -path 'docs/images/*'; } \
        | LC_ALL=C sort)
# grep reads all that it is given: unzip would die of a closed pipe, and pipefail with it.
unzip -Z1 "$symbols" | grep '^lib/net10.0/Emo.Runtime.pdb$' > /dev/null
unzip -p "$package" Emo.Codegen.nuspec | grep "<repository type=\"git\" .* commit=\"$(git -C "$root" rev-parse HEAD)\"" > /dev/null
echo "package: contents are as listed, with symbols and the commit that they are of"

# Pages are the repository's but for their links, which lead to what the package has, or to what the repository has at its address.
unzip -q "$package" -d "$work/contents"
# Weights and pictures have the address of the file, not of the page that shows it.
address=$(dotnet msbuild "$root/runtime" -getProperty:EmoFilesUrl)
raw=${address/\/blob\//\/raw\/}
without_links() { sed -E 's/\]\([^)]*\)/]()/g' "$1"; }
check_links() {
    { grep -ohE '\]\([^)#]+|href="[^"#]+' "$1" || true; } | sed -E 's/^(\]\(|href=")//' | sort -u | while read -r link; do
        case $link in
            "$address"/*.pth | "$address"/*.png) false ;;
            "$address"/*) test -e "$root/${link#"$address"/}" ;;
            "$raw"/*) test -e "$root/${link#"$raw"/}" ;;
            https:*) ;;
            *) test -e "$(dirname "$1")/$link" ;;
        esac || { echo "package: $1 links to $link"; return 1; }
    done
}
for page in README.md $(cd "$root" && find docs -name '*.md' ! -path docs/package.md); do
    diff <(without_links "$root/${page/#README.md/docs/package.md}") <(without_links "$work/contents/$page")
    check_links "$work/contents/$page"
done
check_links "$work/contents/lib/net10.0/Emo.Runtime.xml"
absent -E '\]\(([a-z]+/|\.\.|[a-z-]+\.md)' "$work/contents/README.md"
absent -E 'c>[a-z/]*docs/' "$work/contents/lib/net10.0/Emo.Runtime.xml"
echo "package: links in pages and comments lead somewhere"

# The generator alone is no package, and packing it says which project to pack.
fails dotnet pack "$root/generator" > "$output"
grep 'Pack that: dotnet pack .*runtime/Emo.Runtime.csproj' "$output" > /dev/null
echo "package: packing the generator names the project to pack"

# NativeAOT's compiler, which publishing takes from the cache: below no other source is asked.
dotnet restore "$root/samples/Edge" --runtime linux-x64 --verbosity quiet

cp -r "$here"/*/ "$work"
# No other source is asked, and sources that a page adds are added here: without "clear" they would go to the user's settings.
cat > "$work/nuget.config" <<CONFIG
<configuration>
  <config>
    <add key="globalPackagesFolder" value="$work/packages" />
  </config>
  <packageSources>
    <clear />
    <add key="check" value="$work/feed" />
  </packageSources>
  <fallbackPackageFolders>
    <add key="cache" value="$cache" />
  </fallbackPackageFolders>
</configuration>
CONFIG
cd "$work"

# An older framework is one error, at restore.
for framework in net8.0:Net80 netstandard2.0:NetStandard20; do
    project="Refused/${framework#*:}"
    fails dotnet build "$project" > refused.txt
    grep 'error' refused.txt | sort -u | grep "NU1202: Package Emo.Codegen $EmoVersion is not compatible with ${framework%:*} " > /dev/null
    test "$(grep 'error' refused.txt | grep -v 'Error(s)' | sort -u | wc -l)" = 1
done
echo "package: net8.0 and netstandard2.0 are refused"

# So is an older C#, by a message that says which one is needed.
fails dotnet build OldLanguage > refused.txt
grep 'error EMO0011: ' refused.txt | grep 'C# 11' > /dev/null
test "$(grep ': error ' refused.txt | sort -u | wc -l)" = 1
echo "package: C# 10 is refused"

# Shipped spec, own spec with labels, two models in one assembly, a class nested in a namespace and a partial class.
dotnet build Console --configuration Release --verbosity quiet
dotnet run --project Console --configuration Release --no-build | diff - Console/expected.txt
echo "package: a fresh project builds and runs"

# A Debug build says that its models are slow; one with <Optimize> does not. Fewer widths of vectors make a smaller assembly.
dotnet build Console -p:TreatWarningsAsErrors=false > debug.txt
grep 'models in Console are not optimised' debug.txt > /dev/null
size() {
    dotnet build Library -p:Optimize=true "$@" > debug.txt && absent 'not optimised' debug.txt \
        && stat --format %s Library/bin/Debug/net10.0/Library.dll
}
all=$(size)
test "$(size -p:EmoVectorWidths=256)" -lt "$all"
echo "package: Debug builds say that they are slow, and EmoVectorWidths leaves kernels out"

# A library in old C# and an application that references it, trimmed and compiled ahead of time with warnings as errors.
dotnet publish App --configuration Release --runtime linux-x64 --verbosity quiet --output published
published/App | diff - App/expected.txt
test -z "$(find published -name '*.so')"
echo "package: a library and an application build, and publish as NativeAOT"

# A server, and an application for browsers, whose packages are no part of the SDK.
dotnet run --project Web --configuration Release | diff - Web/expected.txt
echo "package: a web project builds and answers"
if dotnet restore Blazor > restore.txt; then
    dotnet build Blazor --no-restore --verbosity quiet
    echo "package: a Blazor WebAssembly project builds"
else
    absent 'Emo.Codegen' restore.txt
    echo "package: no Blazor WebAssembly, since its packages cannot be had here: $(grep -m 1 'error' restore.txt)"
fi

# Nothing is compiled again if nothing changed; a spec that changed is.
new_project() {
    dotnet new console -o "$1" > "$output"
    (cd "$1" && dotnet add package Emo.Codegen > "$output")
}
new_project Cats
(cd Cats && do_page "$root/docs/specs.md")
diff Cats/emo-spec.schema.json "$root/specs/emo-spec.schema.json"
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

# The example of the package's README, as it is in the package.
mkdir "$work/readme"
cd "$work/readme"
cp "$root/samples/Classify/weights/emo-cifar10.pth" "$root/samples/Classify/pictures/chelsea.png" .
do_page "$work/contents/README.md"
echo "package: the example of its README runs"

# From a clone to a prediction. The page packs in another folder, and the bytes are the same.
mkdir -p "$work/first/clone"
cd "$work/first/clone"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$OLDPWD")
git -C "$root" rev-parse --absolute-git-dir | sed 's/^/gitdir: /' > .git
sed -i "s#<Version>.*</Version>#<Version>$EmoVersion</Version>#" Directory.Build.props
CI=true do_page "$root/docs/first-prediction.md"
grep 'emo-feed' "$work/nuget.config" > /dev/null
cmp "$package" "$work/first/emo-feed/${package##*/}"
cmp "$symbols" "$work/first/emo-feed/${symbols##*/}"
echo "package: the first prediction does what it says, and packing again gives the same bytes"

# A library as the first version compiled it, in an application that brings a version with another contract, in which a class that generated
# code calls has another name. Without the contract that would be a TypeLoadException from within the library.
export EmoOtherVersion="0.0.2"
cd "$work/first/clone"
sed -i 's/Value = [0-9]*;/Value = 1000;/' runtime/Engine/Contract/ContractNumber.cs
grep -rlZ --include='*.cs' ModelLoader runtime generator | xargs -0 sed -i 's/ModelLoader/ModelOpener/g'
dotnet pack runtime --configuration Release --output "$work/feed" --verbosity quiet -p:Version="$EmoOtherVersion"
cd "$work"
dotnet run --project TwoVersions --configuration Release > versions.txt
test "$(sort -u versions.txt | wc -l)" = 1
test "$(grep -c "^Company.Vision.Networks.TinyClassifier in Library was generated by version $EmoVersion " versions.txt)" = 5
grep "the runtime of version $EmoOtherVersion (contract 1000).* Reference the same version of Emo.Codegen" versions.txt > /dev/null
sed -n 1p versions.txt
echo "package: a library that another version compiled is an error that names both"
