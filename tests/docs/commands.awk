# Turns a Markdown page into the bash script that does what the page says; tests/docs/functions.sh has what it calls.
# - A block "sh" is run, unless the line above it is a comment <!-- not run: REASON -->.
# - A block "text" after one that is run is what it prints: every line must be among its output, lines with "..." excepted.
# - A block under a line "`FILE`:" becomes that file. One under "In `FILE`, before `</Project>`:" goes into that file.
/^```/ && !block {
    block = substr($0, 4)
    if (block == "sh" && before ~ /^<!-- not run: .+ -->$/) { ran = 0; print "skip " quote(before) }
    else if (block == "sh") { ran = 1; print "begin"; action = "run" }
    else if (block == "text" && ran) { print "expect <<'END_OF_BLOCK'"; action = "feed" }
    else if (before ~ /^`[^`]+`:$/) { print "write " quote(name(before)) " <<'END_OF_BLOCK'"; action = "feed" }
    else if (before ~ /^In `[^`]+`, before `<\/Project>`:$/) { print "insert " quote(name(before)) " <<'END_OF_BLOCK'"; action = "feed" }
    next
}
/^```$/ && block {
    if (action == "run") print "end"
    if (action == "feed") print "END_OF_BLOCK"
    block = action = before = ""
    next
}
block { if (action) print; next }
NF { before = $0 }

function name(line) { split(line, parts, "`"); return parts[2] }
function quote(text) { gsub(/'/, "'\\''", text); return "'" text "'" }
