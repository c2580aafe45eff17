# shellcheck shell=bash
# common.sh — what every script shares: the checkout's root, the person's language, and how to speak.
# Sourced, never run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
cd "$root" || exit 70

# zh where the locale is Chinese, else en; BIAO_LANG=zh|en decides otherwise.
case "${BIAO_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
    zh*) lang=zh ;;
    *) lang=en ;;
esac

# Remarks go to standard error; standard output is for results.
# say ZH EN — one line in the person's language, with the seconds since the script began.
say() {
    local text=$2
    [ "$lang" = zh ] && text=$1
    printf '[%3ds] %s\n' "$SECONDS" "$text" >&2
}

# step ZH EN — the line before a step that takes a while.
step() {
    local bold='' plain=''
    if [ -t 2 ]; then
        bold=$'\e[1m'
        plain=$'\e[0m'
    fi
    say "${bold}▸ $1${plain}" "${bold}▸ $2${plain}"
}

# warn ZH EN — always in both languages: whoever helps may read the other one.
warn() {
    printf '警告:%s\nwarning: %s\n' "$1" "$2" >&2
}

# die CODE ZH EN — says what is wrong in both languages and ends the script.
die() {
    printf '错误:%s\nerror: %s\n' "$2" "$3" >&2
    exit "$1"
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# older A B — whether version A comes before version B.
older() {
    [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

# SwiftPM compiles with -package-name: the checkout's folder name, as an identifier.
package_name() {
    basename "$root" | tr 'A-Z' 'a-z' | tr -c 'a-z0-9_\n' _
}
