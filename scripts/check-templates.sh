#!/usr/bin/env bash
# Runs the one-file checker of a release with the given arguments. The release is that of the Action's ref, or of the
# commit that pre-commit has checked out. The checker is downloaded once.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
file=cdk-elasticache-check.js
repository=https://github.com/cdk-elasticache/cdk-elasticache

fail() {
  echo "cdk-elasticache-check: $1" >&2
  exit 2
}

# Prints the tag of the release to which the ref points: a commit, a moving tag, or a branch.
find_release() {
  if [[ "$ref" =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
    echo "$ref"
    return
  fi
  # The commit of an annotated tag is in a second line, whose name ends with ^{}.
  git ls-remote --heads --tags "$repository" | awk -v ref="$ref" '
    {
      name = $2
      sub(/^refs\/(heads|tags)\//, "", name)
      sub(/\^\{\}$/, "", name)
      commits[name] = $1
    }
    END {
      commit = ref in commits ? commits[ref] : ref
      for (name in commits)
        if (commits[name] == commit && name ~ /^v[0-9]+\.[0-9]+\.[0-9]+$/) print name
    }'
}

download() {
  curl --fail --silent --show-error --location --output "$2" "$repository/releases/download/$1" ||
    fail "The download of $repository/releases/download/$1 failed. Check the access to github.com."
}

verify_checksum() {
  if command -v sha256sum > /dev/null; then
    sha256sum -c "$file.sha256" > /dev/null
  else
    shasum -a 256 -c "$file.sha256" > /dev/null
  fi
}

# Git sets these variables for hooks in linked work trees.
unset GIT_DIR GIT_WORK_TREE

# The folder of an action is not a repository.
ref="${CDK_ELASTICACHE_REF:-$(git -C "$root" rev-parse HEAD)}"
folder="$root/.checker/$ref"

if [[ ! -f "$folder/$file" ]]; then
  release="$(find_release)" || fail "The releases of $repository cannot be listed. Check the access to github.com."
  [[ -n "$release" ]] || fail "'$ref' is not a release of $repository. Use the tag of a release, such as v0.1.0, or its commit."

  mkdir -p "$folder"
  temporary="$(mktemp -d "$folder/download-XXXXXX")"
  trap 'rm -rf "$temporary"' EXIT
  download "$release/$file" "$temporary/$file"
  download "$release/$file.sha256" "$temporary/$file.sha256"
  (cd "$temporary" && verify_checksum) || fail "The checksum of $file in the release $release is wrong. Run the check again."
  mv "$temporary/$file" "$folder/$file"
  rm -rf "$temporary"
fi
exec node "$folder/$file" "$@"
