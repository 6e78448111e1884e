# Sourced by script/server, script/test and script/manage, which set $root.
# Makes .venv hold exactly what a lock file names, with nothing but a Python on the machine; needs no root.

# uv would otherwise fetch an interpreter from the internet when it dislikes the one it is given.
export UV_PYTHON_DOWNLOADS=never
# Where a company inspects its traffic only the machine's own certificates are good; pip uses them anyway.
if [ -n "$(ls -A /etc/ssl/certs 2>/dev/null)" ]; then export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"; fi

venv=$root/.venv
bootstrap=$root/.bootstrap
log=$bootstrap/setup.log

say() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }
fail() { say "$1"; exit 1; }

# A developer's environment serves the portal, too: what script/test installed is never taken away by script/server.
prepare() {
    lock_file=$1
    if [ -x "$venv/bin/pytest" ]; then lock_file=requirements-dev.txt; fi
    is_prepared || prepare_alone
}

is_prepared() {
    [ "$(cat "$venv/.lock-stamp" 2>/dev/null)" = "$(lock_stamp)" ] && is_suitable "$venv/bin/python"
}

lock_stamp() { printf '%s %s\n' "$lock_file" "$(cksum <"$root/$lock_file")"; }

# A name on PATH counts only if it runs: version managers leave stubs that do not. Free-threaded builds lack our wheels.
is_suitable() {
    "$1" -c 'import sys, sysconfig
fits = (3, 12) <= sys.version_info[:2] <= (3, 14) and not sysconfig.get_config_var("Py_GIL_DISABLED")
raise SystemExit(not fits)' >/dev/null 2>&1
}

prepare_alone() {
    find_python
    mkdir -p "$bootstrap" 2>/dev/null || fail "cannot write to $root"
    # The lock belongs to the open file, so it goes with this shell however that ends. flock(1) is not on every system.
    exec 9>"$bootstrap/lock"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 9>&9 2>/dev/null || {
        say "waiting for another script that is setting up"
        "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' 9>&9
    }
    is_prepared || install_packages
    exec 9>&-
}

find_python() {
    without_pip=
    if [ -n "${PORTAL_PYTHON:-}" ]; then
        is_suitable "$PORTAL_PYTHON" || fail "PORTAL_PYTHON ($PORTAL_PYTHON) is not a working Python 3.12, 3.13 or 3.14"
        python=$PORTAL_PYTHON
        return
    fi
    for python in python3.13 python3.14 python3.12 python3 python \
        "${HOME:-}"/.pyenv/versions/3.1[234]*/bin/python \
        "${UV_PYTHON_INSTALL_DIR:-${HOME:-}/.local/share/uv/python}"/cpython-3.1[234]*/bin/python3 \
        /opt/homebrew/bin/python3.1[234] /usr/local/bin/python3.1[234] \
        /home/linuxbrew/.linuxbrew/bin/python3.1[234]; do
        is_suitable "$python" || continue
        if can_install "$python"; then return; fi
        without_pip=$python
    done
    [ -z "$without_pip" ] || fail "$without_pip has no pip: install it (Debian and Ubuntu: python3-pip), or install uv"
    fail "needs Python 3.12, 3.13 or 3.14: install one, or set PORTAL_PYTHON to it"
}

can_install() { "$1" -m pip --version >/dev/null 2>&1 || command -v uv >/dev/null 2>&1; }

install_packages() {
    rm -f "$venv/.lock-stamp"
    say "installing the packages of $lock_file into .venv"
    : >"$log"
    find_uv
    is_suitable "$venv/bin/python" || quietly "$uv" venv --clear --python "$python" "$venv"
    quietly "$uv" pip sync --require-hashes --python "$venv/bin/python" "$root/$lock_file"
    lock_stamp >"$venv/.lock-stamp"
}

find_uv() {
    uv_lock=$root/script/lib/uv-requirements.txt
    uv_home=$bootstrap/uv-$(cksum <"$uv_lock" | cut -d ' ' -f 1)
    uv=$uv_home/bin/uv
    if "$uv" --version >/dev/null 2>&1; then return; fi
    if "$python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$uv_home"
        # A "user = true" in someone's pip configuration would contradict --target.
        PIP_USER=0 quietly "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
            --only-binary :all: --require-hashes --target "$uv_home" --requirement "$uv_lock"
    else
        uv=$(command -v uv) || fail "$python has no pip: install it, or install uv"
    fi
}

quietly() {
    "$@" >>"$log" 2>&1 || fail "failed: ${1##*/} ${2:-} ${3:-} ($(complaint)); all of it is in $log"
}

complaint() {
    { grep -i '^error' "$log" || grep -v '^ *$' "$log" || echo "it said nothing"; } | tail -n 1
}
