#!/usr/bin/env bash
# Runs the checker of a release with the given arguments. The checker is one file, which is downloaded once.
# The GitHub Action and the pre-commit hook use this script.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
file=cdk-elasticache-check.js
releases=https://github.com/cdk-elasticache/cdk-elasticache/releases

# pre-commit checks out the tag of a release.
release="${CDK_ELASTICACHE_RELEASE:-$(git -C "$root" describe --tags --exact-match 2>/dev/null || true)}"
if [[ "$release" =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  folder="$root/.checker/$release"
  url="$releases/download/$release/$file"
else
  # Branches have no release.
  folder="$(mktemp -d)"
  url="$releases/latest/download/$file"
fi

if [[ ! -f "$folder/$file" ]]; then
  mkdir -p "$folder"
  curl --fail --silent --show-error --location --output "$folder/$file.part" "$url"
  mv "$folder/$file.part" "$folder/$file"
fi
exec node "$folder/$file" "$@"
