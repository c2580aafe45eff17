# shellcheck shell=bash
# story.sh — how the demo tells its story: it shows each command, runs it, and stops where something does not come out
# as told. Sourced after common.sh. Commands and remarks go to standard error, results to standard output.

: "${lang:?source common.sh first}"

# What stands before a command that is run, and is not shown: see machines.sh.
within=()

# show TEXT — a command line, as one would type it.
show() {
    local bold='' plain=''
    if [ -t 2 ]; then
        bold=$'\e[1;36m'
        plain=$'\e[0m'
    fi
    printf '%s$ %s%s\n' "$bold" "$1" "$plain" >&2
}

# line WORD… — the words as one would type them: quoted only where that is needed.
line() {
    local word text=''
    for word in "$@"; do
        case $word in
            *[!a-zA-Z0-9_./:=+,@-]*) text+=" '$word'" ;;
            *) text+=" $word" ;;
        esac
    done
    printf '%s' "${text# }"
}

# say_plain ZH EN — the text in the person's language, on standard output, for use within another line.
say_plain() {
    if [ "$lang" = zh ]; then printf '%s' "$1"; else printf '%s' "$2"; fi
}

# tell ZH EN — a remark of the story.
tell() {
    printf '  %s\n' "$(say_plain "$1" "$2")" >&2
}

# run COMMAND… — shown, run, and expected to succeed.
run() {
    ends_with 0 "$@"
}

# ends_with CODE COMMAND… — shown, run, and expected to end with that exit code.
ends_with() {
    local wanted=$1 code=0
    shift
    show "$(line "$@")"
    "${within[@]}" "$@" </dev/null || code=$?
    [ "$code" -eq "$wanted" ] || die 1 "退出码应为 $wanted,却是 $code:$(line "$@")" "exit code $code, not $wanted: $(line "$@")"
}

# briefly COMMAND… — like `run`, for what was shown in full before: its output is shown only when it fails.
briefly() {
    local log
    show "$(line "$@")"
    log=$("${within[@]}" "$@" --quiet </dev/null 2>&1) || die 1 "未成功:$(line "$@")"$'\n'"$log" "did not succeed: $(line "$@")"$'\n'"$log"
}

# told ZH EN PYTHON COMMAND… — runs the command with --format json and holds its result (`it`) against the story.
told() {
    local zh=$1 en=$2 expression=$3 output
    shift 3
    output=$("$@" --format json </dev/null 2>/dev/null || true)
    printf '%s' "$output" | python3 -c 'import json, sys
it = json.load(sys.stdin)["result"]
sys.exit(0 if eval("(" + sys.argv[1] + ")") else 1)' "$expression" 2>/dev/null ||
        die 1 "与预期不符:$zh"$'\n'"$output" "not as told: $en"$'\n'"$output"
}

# states ZH EN PYTHON FILE — holds a JSON file (`it`) against the story.
states() {
    python3 -c 'import json, sys
it = json.load(open(sys.argv[2], encoding="utf-8"))
sys.exit(0 if eval("(" + sys.argv[1] + ")") else 1)' "$3" "$4" 2>/dev/null || die 1 "$4 与预期不符:$1" "$4 is not as told: $2"
}

# agrees ZH EN COMMAND… — runs a check of the story's own, in silence.
agrees() {
    local zh=$1 en=$2
    shift 2
    "$@" >/dev/null || die 1 "与预期不符:$zh" "not as told: $en"
}
