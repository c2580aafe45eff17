# shellcheck shell=bash
# machines.sh — computers for the demo's bidders: what Linux tells of its hardware is laid over with made-up values, seen by one
# command alone (bubblewrap). biao itself knows nothing of it. Sourced after story.sh.

: "${lang:?source common.sh first}"

# can_pretend — whether this system lets a command see other files than the rest.
can_pretend() {
    machine_of 0
    "${within[@]}" true >/dev/null 2>&1
    local code=$?
    within=()
    return "$code"
}

# machine_of N — from here on `run` and its kind run on computer N; `within=()` ends it.
machine_of() {
    local entry number=$1 fake=$PWD/machines/$1
    make_machine "$number" "$fake"
    within=(bwrap --die-with-parent --dev-bind /dev /dev --dev-bind /proc /proc)
    # folder by folder: a container's marks in the root stay behind
    for entry in /*; do
        case $entry in /dev | /proc | /sys) continue ;; esac
        if [ -L "$entry" ]; then
            within+=(--symlink "$(readlink "$entry")" "$entry")
        elif [ -d "$entry" ]; then
            within+=(--bind "$entry" "$entry")
        fi
    done
    within+=(--ro-bind "$fake/sys" /sys --ro-bind "$fake/cpuinfo" /proc/cpuinfo)
    for entry in /etc/machine-id /var/lib/dbus/machine-id; do
        [ ! -f "$entry" ] || within+=(--ro-bind "$fake/machine-id" "$(readlink -f "$entry")")
    done
    within+=(--chdir "$PWD" --)
}

# make_machine N FOLDER — its board, disk, network interface and processor as files, laid out as in /sys.
make_machine() {
    local number=$1 sys=$2/sys
    [ ! -e "$sys" ] || return 0
    mkdir -p "$sys"/class/dmi/id "$sys"/block/nvme0n1/device "$sys"/class/net/enp2s0/device
    echo "Binhe Computers" >"$sys/class/dmi/id/sys_vendor"
    echo "BC20E7K${number}41" >"$sys/class/dmi/id/board_serial"
    echo 0 >"$sys/block/nvme0n1/removable"
    echo "S5GXNF0R7${number}3182" >"$sys/block/nvme0n1/device/serial"
    echo 1 >"$sys/class/net/enp2s0/type"
    echo 0 >"$sys/class/net/enp2s0/addr_assign_type"
    echo "3c:7c:3f:5$number:a2:18" >"$sys/class/net/enp2s0/address"
    printf 'processor\t: 0\nflags\t\t: fpu sse2\n' >"$2/cpuinfo"
    printf '%s' "machine $number" | sha256sum | cut -c1-32 >"$2/machine-id"
}
