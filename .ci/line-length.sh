#!/usr/bin/env bash
# Fails on lines of more than 140 characters and prints each as file:line:length. Characters count, not bytes.
# One exception: rows of Markdown tables (lines that begin with "|"), since Markdown cannot wrap them.
# .ci/line-length.sh [FILE...]: without arguments all files of the kinds below that are not ignored by git.
set -euo pipefail
export LC_ALL=C.UTF-8
limit=140

if [ $# -eq 0 ]; then
    cd "$(dirname "${BASH_SOURCE[0]}")/.."
    mapfile -d '' files < <(git ls-files -z --cached --others --exclude-standard -- \
        '*.cs' '*.md' '*.sh' '*.py' '*.awk' '*.csproj' '*.props' '*.targets' .ci)
    set -- "${files[@]}"
fi

count=0
for file in "$@"; do
    [ -f "$file" ] || continue              # deleted in the working tree, and git does not know yet
    while IFS= read -r match; do            # LINE:TEXT
        text=${match#*:}
        if [[ $file == *.md && $text == '|'* ]]; then
            continue
        fi
        echo "$file:${match%%:*}:${#text}"
        count=$((count + 1))
    done < <(grep -anE "^.{$((limit + 1)),}" "$file")
done

if [ $count -ne 0 ]; then
    echo "$count lines are longer than $limit characters" >&2
    exit 1
fi
