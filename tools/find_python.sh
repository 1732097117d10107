#!/bin/sh
# Print the path of a Python that can run the simulator, or say in one sentence what to install.
#
#   tools/find_python.sh         the best one: 3.13, then 3.12 (both are tested), then newer ones
#   tools/find_python.sh 3.12    that version only (the pins are made with the oldest we support)
#
# $PYTHON, when set, is the only candidate. Otherwise the candidates are the interpreters on PATH,
# in pyenv's folder, and what uv knows. Each is run before it is believed: a pyenv shim may end
# with 127, and a distribution may ship Python without venv and ensurepip.
#
# Exit code 0 with the path on stdout, or 2 with the sentence on stderr. Apart from the candidates
# only shell builtins are run, so that a bare PATH suffices.

set -u

oldest=12 # 3.12: requires-python in pyproject.toml
newest_tested=13
unranked=1000

case "${1:-}" in
'') only= ;;
3.*) only=${1#3.} ;;
*) printf 'find_python.sh: "%s" is not a version like 3.12.\n' "$1" >&2 && exit 2 ;;
esac

# The answer is one line: version, whether environments can be made, path. The path is that of the
# interpreter below a shim or an environment, which stays valid when those go away. Prereleases and
# free-threaded builds say nothing, since few wheels exist for them.
probe='
import sys, sysconfig
try:
    import ensurepip, venv
    able = "able"
except ImportError:
    able = "bare"
version = sys.version_info
path = getattr(sys, "_base_executable", None) or sys.executable
usual = sys.implementation.name == "cpython" and version.releaselevel == "final"
if usual and not sysconfig.get_config_var("Py_GIL_DISABLED"):
    print("%d.%d.%d %s %s" % (version[0], version[1], version[2], able, path))
'

best_rank=$unranked
best_path=
bare_version=
bare_path=
old_minor=-1
old_version=
old_path=

# Set rank: 0 for the newest tested version, then older ones that will do, then newer ones.
rank_minor() {
    if [ "$1" -le "$newest_tested" ]; then
        rank=$((newest_tested - $1))
    else
        rank=$(($1 - oldest))
    fi
}

# Run one candidate and keep what it is, if nothing better is known yet.
consider() {
    [ "$best_rank" -gt 0 ] || return 0
    answer=$("$1" -I -c "$probe" 2>/dev/null </dev/null) || return 0
    case "$answer" in 3.*' able /'* | 3.*' bare /'*) ;; *) return 0 ;; esac
    version=${answer%% *}
    path=${answer#* * }
    minor=${version#3.}
    minor=${minor%%.*}
    if [ -n "$only" ] && [ "$minor" != "$only" ]; then
        return 0
    elif [ "$minor" -lt "$oldest" ]; then
        if [ "$minor" -gt "$old_minor" ]; then
            old_minor=$minor old_version=$version old_path=$path
        fi
        return 0
    fi
    case "$answer" in *' bare /'*)
        bare_version=$version bare_path=$path
        return 0
        ;;
    esac
    rank_minor "$minor"
    if [ "$rank" -lt "$best_rank" ]; then
        best_rank=$rank best_path=$path
    fi
}

consider_path() {
    saved_ifs=$IFS
    IFS=:
    set -f
    # shellcheck disable=SC2086 # PATH is to be split
    set -- $PATH
    set +f
    IFS=$saved_ifs
    for folder in "$@"; do
        for candidate in "$folder"/python3.1[2-9] "$folder"/python3.[2-9][0-9] \
            "$folder"/python3 "$folder"/python; do
            # An absolute path only: what an odd PATH finds in the checkout is not an interpreter.
            case "$candidate" in /*) [ -x "$candidate" ] && consider "$candidate" ;; esac
        done
    done
}

consider_pyenv() {
    for candidate in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/python3; do
        [ -x "$candidate" ] && consider "$candidate"
    done
}

# uv may hold interpreters that are on no PATH; it is asked for what is there, not to download.
consider_uv() {
    command -v uv >/dev/null 2>&1 || return 0
    for wanted in "${only:+3.$only}" 3.13 3.12 '>=3.14'; do
        [ -n "$wanted" ] || continue
        found=$(UV_PYTHON_DOWNLOADS=never uv python find --system "$wanted" 2>/dev/null) || continue
        consider "$found"
    done
}

refuse() {
    printf '%s\n' "$1" >&2
    exit 2
}

needs="The simulator needs Python 3.$oldest or newer"
if [ -n "$only" ]; then
    needs="This step needs Python 3.$only itself"
fi

if [ -n "${PYTHON:-}" ]; then
    named=$(command -v "$PYTHON") && consider "$named"
    advice="unset PYTHON or let it name another interpreter."
    if [ -n "$best_path" ]; then
        printf '%s\n' "$best_path"
        exit 0
    elif [ -n "$bare_path" ]; then
        refuse "PYTHON is $PYTHON, which lacks venv or ensurepip: install its venv package, or $advice"
    elif [ -n "$old_path" ]; then
        refuse "$needs, and PYTHON is $PYTHON, which is $old_version: $advice"
    fi
    refuse "$needs, and PYTHON is $PYTHON, which is not one that runs: $advice"
fi

consider_path
consider_pyenv
consider_uv

how="install Python 3.${only:-$newest_tested} with your package manager, pyenv or uv, and try again."
if [ -n "$best_path" ]; then
    printf '%s\n' "$best_path"
elif [ -n "$bare_path" ]; then
    refuse "Python $bare_version ($bare_path) lacks venv or ensurepip: install its venv package (python${bare_version%.*}-venv on Debian and Ubuntu) and try again."
elif [ -n "$old_path" ]; then
    refuse "$needs, and the newest found is $old_version ($old_path): $how"
else
    refuse "$needs, and none was found: $how"
fi
