#!/bin/sh
# The main job as a user sees it: add articles, ask a question that they answer and one that
# they do not. Takes the groundwire command; works in a temporary folder.
set -eu
groundwire=$1
GROUNDWIRE_INDEX=$(mktemp -d)
export GROUNDWIRE_INDEX
trap 'rm -rf "$GROUNDWIRE_INDEX"' EXIT

run() {
    echo
    printf '$ groundwire'
    for word in "$@"; do
        case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    echo
    "$groundwire" "$@"
}

run add seeds/
run ask "How many attacks on US troops were there since October?"
# Exit code 3 says that the articles do not answer: a result, not a failure.
run ask "Who won the election in Norway?" || [ $? -eq 3 ]
