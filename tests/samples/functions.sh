# What the scripts beside this one call. Each check runs in a fresh folder, which must be empty behind it unless the check says otherwise.

work=$(mktemp -d)
trap 'exec 9>&-; rm -rf "$work"' EXIT
checks=0
failures=0

# fails LINE COMMAND...: the command must end with status 1 and print one line on standard error, which matches LINE (an extended
# regular expression), and leave nothing behind. Its output goes to file descriptor 8.
fails() { ends 1 "$@"; }

# ends STATUS LINE COMMAND...: the same for any status.
ends() {
    local status=$1 line=$2 actual=0
    shift 2
    checks=$((checks + 1))
    mkdir "$work/here"
    (cd "$work/here" && timeout 120 "$@" >&8 2> "$work/errors") || actual=$?
    if [ $actual -ne "$status" ] || [ "$(wc -l < "$work/errors")" -ne 1 ] || ! grep -qE -e "$line" "$work/errors"; then
        wrong "$*" "status $actual, not $status, or its error is not one line like '$line':"
        head -5 "$work/errors" >&2
    fi
    if [ -n "$(ls -A "$work/here")" ]; then
        wrong "$*" "it left behind: $(ls -A "$work/here")"
    fi
    rm -rf "$work/here"
}

wrong() {
    failures=$((failures + 1))
    echo "samples: $1" >&2
    echo "    $2" >&2
}

# Where a check cannot be made, its reason is printed.
skip() { echo "samples: not checked: $1"; }

# Opens descriptor 9 as a pipe that nobody reads any more.
open_closed_pipe() {
    mkfifo "$work/closed"
    exec 7<> "$work/closed" 9> "$work/closed"
    exec 7<&-
}

summary() {
    if [ $failures -ne 0 ]; then
        echo "samples: $failures of $checks checks of $1 failed" >&2
        exit 1
    fi
    echo "samples: $checks checks of $1: one line and a status for each"
}
