# shellcheck shell=bash
# setup.sh — everything a fresh Debian 12 with a Swift toolchain lacks, installed once, and only what is missing.
# Sourced after common.sh. Asks for abilities ("is there an xmllint?"), not for packages, so that it also passes on
# a system that has them from elsewhere. With nothing missing it needs neither rights nor a network.

: "${root:?source common.sh first}"
swift_wanted=6.3
# OpenSSL 3.0.22 closes a forgery of AuthEnvelopedData, CVE-2026-34182 (in Debian 12: 3.0.22-1~deb12u2).
openssl_wanted=3.0.22
pyhanko_wanted=0.6.0
gmssl_wanted=3.2.2
gmssl_pyx_wanted=2.1.0

# setup build|test|demo — installs what that needs, or says in both languages what to do and ends the script.
setup() {
    local purpose=$1
    have swift || die 69 \
        "没有找到 Swift 工具链。请从 https://www.swift.org/install/linux/ 安装 Swift $swift_wanted 或更高版本(Debian 12),并把其 usr/bin 加入 PATH。" \
        "no Swift toolchain was found. Install Swift $swift_wanted or later for Debian 12 from https://www.swift.org/install/linux/ and put its usr/bin on the PATH."
    find_missing "$purpose"
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "${missing[@]}"
        find_missing "$purpose"
        [ ${#missing[@]} -eq 0 ] || die 69 \
            "软件包已安装,但仍缺少:${missing[*]}。" \
            "the packages were installed, yet these are still missing: ${missing[*]}."
    fi
    upgrade_openssl
    check_swift
}

# Fills `missing` with the Debian packages of what this purpose needs and the machine lacks.
find_missing() {
    missing=()
    # libraries of the toolchain itself, which its archive leaves to the system
    swift build --version >/dev/null 2>&1 || {
        package_from libncurses6
        package_from libcurl4
        package_from libedit2
        package_from libsqlite3-0
        package_from tzdata
    }
    # building
    command_from git git
    [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
    command_from g++ g++
    command_from pkg-config pkg-config
    library_from libxml-2.0 libxml2-dev
    library_from libzip libzip-dev
    library_from libturbojpeg libturbojpeg0-dev
    library_from openssl libssl-dev
    library_from sqlite3 libsqlite3-dev
    library_from zlib zlib1g-dev
    command_from openssl openssl
    [ "$1" = build ] && return
    # plugins are shut in with these, and so are programs that read what strangers made
    command_from bwrap bubblewrap
    command_from prlimit util-linux
    command_from setpriv util-linux
    # the demo's documents, and the tools that check our files without our program
    command_from python3 python3
    command_from unzip unzip
    command_from zip zip
    command_from xmllint libxml2-utils
    command_from gfcombine libgfshare-bin
    command_from xxd xxd
    command_from pdftotext poppler-utils
    # pdftotext needs its tables to give Chinese back
    [ -e /usr/share/poppler/cMap/Adobe-GB1/UniGB-UCS2-H ] || missing+=(poppler-data)
    # pictures of bids are decoded by it
    command_from gm graphicsmagick
    [ "$1" = demo ] && return
    # kills our program at every step
    command_from strace strace
    # tokens: one of software, what writes to it, and OpenSSL's engine for them (optional for a person who has no token)
    command_from softhsm2-util softhsm2
    command_from pkcs11-tool opensc
    [ -e "$(engines_folder)/pkcs11.so" ] || missing+=(libengine-pkcs11-openssl)
    # reads our JSON by its published schema
    python3 -c 'import jsonschema' >/dev/null 2>&1 || missing+=(python3-jsonschema)
    # pyHanko and gmssl, in folders of their own inside the checkout
    python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || missing+=(python3-venv)
}

# Where OpenSSL looks for its engines; nothing where there is no openssl yet.
engines_folder() {
    { openssl version -e 2>/dev/null || true; } | sed -nE 's/^ENGINESDIR: "(.*)"$/\1/p'
}

command_from() {
    have "$1" || missing+=("$2")
}

library_from() {
    if have pkg-config; then
        pkg-config --exists "$1" || missing+=("$2")
    else
        package_from "$2"
    fi
}

package_from() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] || missing+=("$1")
}

# install_packages NAME… — through apt-get, as root or with sudo.
install_packages() {
    have apt-get || die 69 \
        "缺少以下组件,而本机没有 apt-get(仅支持在 Debian 12 及其衍生系统上自动安装)。请自行安装与这些 Debian 软件包相当的组件:$*" \
        "these are missing, and there is no apt-get here (only Debian 12 and its relatives are set up by themselves). Install the equivalent of these Debian packages: $*"
    may_install || die 77 \
        "缺少以下软件包,而当前用户无权安装。请管理员执行:apt-get update && apt-get install -y --no-install-recommends $*" \
        "these packages are missing and you have no right to install them. Ask an administrator to run: apt-get update && apt-get install -y --no-install-recommends $*"
    step "正在安装系统软件包:$*" "installing system packages: $*"
    apt_update
    apt_get install -y -qq --no-install-recommends "$@" >&2 || die 69 \
        "安装失败,原因见上。请检查网络与软件源,然后重试;需要的软件包:$*" \
        "the installation failed for the reason above. Check the network and the package sources, then try again; needed: $*"
}

# Whether we are root, or sudo works (it may ask for a password on a terminal).
may_install() {
    [ "$(id -u)" -eq 0 ] && return
    have sudo || return
    sudo -n true 2>/dev/null && return
    [ -t 0 ] && sudo -v
}

# The package lists are fetched once a run, and only when something is to be installed.
apt_update() {
    [ -n "${apt_updated:-}" ] && return
    apt_get update -qq >&2 || warn "软件源索引更新失败,改用已有索引。" "the package lists could not be updated; using those at hand."
    apt_updated=1
}

apt_get() {
    local as=()
    [ "$(id -u)" -eq 0 ] || as=(sudo)
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -o DPkg::Lock::Timeout=120 "$@"
}

# The version of the library that `openssl` runs with; that is the one we link.
openssl_version() {
    { openssl version 2>/dev/null || true; } | sed -nE 's/.*\(Library: OpenSSL ([0-9.]+).*/\1/p; t; s/^OpenSSL ([0-9.]+).*/\1/p' | head -n 1
}

upgrade_openssl() {
    local present
    present=$(openssl_version)
    # Other branches have fixes under numbers of their own; Debian 12 is 3.0.
    case $present in
        3.0.*) ;;
        *) return 0 ;;
    esac
    older "$present" "$openssl_wanted" || return 0
    if have apt-get && may_install; then
        step "OpenSSL $present 有已知漏洞,正在升级" "OpenSSL $present has a known flaw: upgrading"
        apt_update
        apt_get install -y -qq --no-install-recommends --only-upgrade libssl3 libssl-dev openssl >&2 || true
        present=$(openssl_version)
        older "$present" "$openssl_wanted" || return 0
    fi
    warn "OpenSSL $present 早于 $openssl_wanted,含数字信封伪造漏洞(CVE-2026-34182)。请管理员执行:apt-get update && apt-get install --only-upgrade libssl3 libssl-dev openssl" \
        "OpenSSL $present is older than $openssl_wanted and lets envelopes be forged (CVE-2026-34182). Ask an administrator to run: apt-get update && apt-get install --only-upgrade libssl3 libssl-dev openssl"
}

check_swift() {
    local version
    # A toolchain without its system libraries prints nothing: that is for the next line to say.
    version=$({ swift --version 2>/dev/null || true; } | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1)
    [ -n "$version" ] || die 69 \
        "swift --version 无法运行。请重新安装 Swift $swift_wanted 或更高版本及其依赖的系统库:https://www.swift.org/install/linux/" \
        "swift --version does not run. Install Swift $swift_wanted or later again, with the system libraries it needs: https://www.swift.org/install/linux/"
    if older "$version" "$swift_wanted"; then
        die 69 "Swift $version 过旧,需要 $swift_wanted 或更高版本:https://www.swift.org/install/linux/" \
            "Swift $version is too old; $swift_wanted or later is needed: https://www.swift.org/install/linux/"
    fi
}

# setup_pyhanko — a validator that no one here wrote, for the tests only; its path goes into BIAO_PYHANKO.
setup_pyhanko() {
    unset BIAO_PYHANKO
    local folder=$root/.build-tools/pyhanko-$pyhanko_wanted
    setup_python pyHanko "$folder" "pyhanko --version" "pyhanko-cli==$pyhanko_wanted" || return 0
    export BIAO_PYHANKO=$folder/bin/pyhanko
}

# setup_gmssl — SM2, SM3 and SM4 by two others (GmSSL in C, and pure Python), for the tests only; BIAO_GMSSL is the
# Python that has them.
setup_gmssl() {
    unset BIAO_GMSSL
    local folder=$root/.build-tools/gmssl-$gmssl_wanted-$gmssl_pyx_wanted
    setup_python gmssl "$folder" "python3 -c 'import gmssl.sm2, gmssl.sm4, gmssl_pyx'" \
        "gmssl==$gmssl_wanted" "gmssl-pyx==$gmssl_pyx_wanted" || return 0
    export BIAO_GMSSL=$folder/bin/python3
}

# setup_python NAME FOLDER PROBE REQUIREMENT… — Python packages in a folder of their own; PROBE is a program of theirs.
# Where the Python package index cannot be reached the tests that want it are skipped, in sight; in CI that is a failure.
setup_python() {
    local name=$1 folder=$2 probe=$3 log=$root/.build-tools/$1.log
    shift 3
    # Started, not just looked for: a moved checkout leaves a program that cannot find its interpreter.
    eval "'$folder'/bin/$probe" >/dev/null 2>&1 && return
    step "正在安装 $name(仅供测试)" "installing $name (for the tests only)"
    rm -rf "$folder"
    mkdir -p "$root/.build-tools"
    { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check --retries 2 "$@"; } \
        >"$log" 2>&1 && return
    rm -rf "$folder"
    if [ "${CI:-}" = true ]; then
        cat "$log" >&2
        die 69 "无法安装 $name,持续集成不允许跳过其测试。" "$name could not be installed, and CI does not skip its tests."
    fi
    warn "无法安装 $name,将跳过需要它的测试(原因见 .build-tools/$name.log)。" \
        "$name could not be installed; the tests that need it are SKIPPED (see .build-tools/$name.log)."
    return 1
}
