# What the scripts of commands.awk call. $output is a file for the output of the last block of commands.

# do_page FILE: does what the page says, in the current folder.
do_page() {
    local script
    script=$(awk -f "$root/tests/docs/commands.awk" "$1")
    echo "docs: ${1#"$root"/}"
    eval "$script"
}

begin() {
    exec 3>&1 4>&2 > "$output" 2>&1
    set -x
}

end() {
    { set +x; } 2> /dev/null
    exec >&3 2>&4 3>&- 4>&-
    sed 's/^/    /' "$output"
}

skip() { echo "    $1"; }

expect() {
    local line
    while IFS= read -r line; do
        if [[ -n $line && $line != *...* ]] && ! grep -qxF -e "$line" "$output"; then
            echo "docs: the page promises a line that was not printed: $line"
            return 1
        fi
    done
}

write() {
    mkdir -p "$(dirname "$1")"
    cat > "$1"
}

insert() {
    local text
    text=$(cat)
    sed -i '/<\/Project>/d' "$1"
    printf '%s\n</Project>\n' "$text" >> "$1"
}

# Where a command fails, its output says why.
on_exit() {
    local status=$?
    { set +x; } 2> /dev/null
    if [ $status -ne 0 ] && { true >&3; } 2> /dev/null; then
        sed 's/^/    /' "$output" >&3
    fi
    rm -rf "$work"
    exit $status
}
