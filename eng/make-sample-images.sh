#!/usr/bin/env bash
# Makes samples/images: small container images as OCI layout folders, built, signed and saved by the real
# programs (docker buildx, a registry, cosign, crane), and tampered with by hand where the name says so.
#
#   eng/make-sample-images.sh
#
# Needs bash, git, python3 and the peers folder, which IMAGE_PROVENANCE_SHARED (default: ../shared beside this
# repository) holds as peers/: run its install.sh once. Everything runs on loopback, on free ports, and is stopped
# and removed at the end. Safe to run again: samples/images is made anew, with new keys. No private key is kept.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peers=${IMAGE_PROVENANCE_SHARED:-$repository/../shared}/peers
fail() { echo "make-sample-images: $*" >&2; exit 1; }
[[ -x $peers/up.sh ]] || fail "no $peers/up.sh: set IMAGE_PROVENANCE_SHARED to the folder that holds peers/"

work=$(mktemp -d)
images=$work/images # replaces samples/images when all is well
export RUN=$work/run BUILDX_CONFIG=$work/buildx
. "$peers/env.sh"
type git python3 docker dockerd docker-registry cosign crane >/dev/null || fail "run $peers/install.sh once"

stop() {
  local pids; pids=$(awk 1 "$RUN"/*.pid 2>/dev/null || true)
  "$peers/up.sh" down
  for pid in $pids; do timeout 20 tail -f /dev/null --pid="$pid" || true; done
  rm -rf "$work"
}
trap stop EXIT
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "failed: $*"; }; }

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$peers/up.sh" registry "$port"
"$peers/up.sh" engine

# The source: one file, in a git repository that says it is a clone of github.com/acme/hello.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
source=$work/hello
git init -q -b main "$source"
git -C "$source" remote add origin https://github.com/acme/hello.git
cat >"$source/Dockerfile" <<'DOCKERFILE'
FROM scratch
LABEL org.opencontainers.image.title="hello" org.opencontainers.image.source="https://github.com/acme/hello"
COPY hello.txt /
USER 65532
DOCKERFILE
release() { # VERSION: commits that version of the source
  echo "hello $1" >"$source/hello.txt"
  git -C "$source" add -A
  GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' \
    git -C "$source" -c user.name=Acme -c user.email=release@acme.example commit -qm "hello $1"
  revision=$(git -C "$source" rev-parse HEAD)
}
build() { # FOLDER VERSION PROVENANCE-VERSION OCI-ARTIFACT: an image for two platforms into $work/FOLDER
  quietly docker buildx build --platform linux/amd64,linux/arm64 \
    --provenance "mode=max,version=$3,builder-id=https://builder.example/release" \
    --label "org.opencontainers.image.version=$2" --label "org.opencontainers.image.revision=$revision" \
    --output "type=oci,name=registry.local/acme/hello:$2,oci-artifact=$4,dest=$work/$1.tar" "$source"
  mkdir "$work/$1" && tar -xf "$work/$1.tar" -C "$work/$1"
}

release 1.0
build signed 1.0 v1 true
sed -i 's/^USER .*/USER 0/' "$source/Dockerfile"
build tampered 1.0 v1 true
git -C "$source" checkout -q Dockerfile
now=$(date -u +%FT%TZ)
cat >"$work/predicate.json" <<JSON
{"buildDefinition": {"buildType": "https://builder.example/container/v1",
   "externalParameters": {"source": "git+https://github.com/acme/hello@refs/tags/v1.0", "path": "Dockerfile"},
   "resolvedDependencies": [
     {"uri": "git+https://github.com/acme/hello@refs/tags/v1.0", "digest": {"gitCommit": "$revision"}}]},
 "runDetails": {"builder": {"id": "https://builder.example/release"}, "metadata": {
   "invocationId": "https://builder.example/runs/1", "startedOn": "$now", "finishedOn": "$now"}}}
JSON
release 1.1
build unsigned 1.1 v0.2 false
release 1.2
build other-key 1.2 v1 true

# The registry is also the HTTP proxy that cosign and crane use, so the name they write down is a fixed one.
export HTTP_PROXY=http://127.0.0.1:$port NO_PROXY='' no_proxy='' COSIGN_PASSWORD=''
mkdir "$images"
publish() { # FOLDER VERSION KEY: signs as a Sigstore bundle (a referrer) and as a .sig tag, then saves
  quietly cosign generate-key-pair --output-key-prefix "$work/$3"
  cp "$work/$3.pub" "$images"
  quietly crane push "$work/$1" "registry.local/acme/hello:$2"
  image=registry.local/acme/hello@$(crane digest "registry.local/acme/hello:$2")
  for format in true false; do
    how=(--key "$work/$3.key" "--new-bundle-format=$format" --use-signing-config=false --tlog-upload=false --yes)
    quietly cosign sign "${how[@]}" "$image"
    [[ $1 != signed ]] ||
      quietly cosign attest "${how[@]}" --type slsaprovenance1 --predicate "$work/predicate.json" "$image"
    quietly cosign verify --key "$images/$3.pub" --insecure-ignore-tlog "--new-bundle-format=$format" "$image"
  done
  quietly cosign save --dir "$images/$1" "$image"
}
publish signed 1.0 cosign
publish other-key 1.2 other
cp -r "$work/unsigned" "$work/tampered" "$images"

# Tampering: the provenance of signed/ moves into tampered/, and every digest on the way up is made to fit again.
python3 - "$images/tampered" "$work/signed" <<'PYTHON'
import hashlib, json, pathlib, sys
here, donor = map(pathlib.Path, sys.argv[1:])
blob = lambda layout, descriptor: layout / "blobs/sha256" / descriptor["digest"][7:]
load = lambda layout, descriptor: json.loads(blob(layout, descriptor).read_bytes())
def replace(descriptor, data):
    blob(here, descriptor).unlink()
    descriptor.update(digest="sha256:" + hashlib.sha256(data).hexdigest(), size=len(data))
    blob(here, descriptor).write_bytes(data)
pretty = lambda value: json.dumps(value, indent=2).encode()
layout = json.loads((here / "index.json").read_bytes())
index = load(here, layout["manifests"][0])
given = load(donor, json.loads((donor / "index.json").read_bytes())["manifests"][0])
for mine, other in zip(index["manifests"], given["manifests"]):
    if mine.get("annotations", {}).get("vnd.docker.reference.type") == "attestation-manifest":
        manifest = load(here, mine)
        replace(manifest["layers"][0], blob(donor, load(donor, other)["layers"][0]).read_bytes())
        replace(mine, pretty(manifest))
replace(layout["manifests"][0], pretty(index))
(here / "index.json").write_text(json.dumps(layout, separators=(",", ":")))
PYTHON

version() { basename "$PEERS"/deb/"$1"_*.deb | cut -d_ -f2; }
cat >"$images/README.md" <<README
# Sample images

Made by \`eng/make-sample-images.sh\` with the programs that people use: do not edit, run the script again.
Each folder is an OCI layout of \`registry.local/acme/hello\` for linux/amd64 and linux/arm64, \`FROM scratch\`
with one small file, and carries BuildKit's provenance (mode=max) inside its index.

| folder | what it is |
|---|---|
| \`signed/\` | 1.0: its index is signed and attested (SLSA provenance v1) by \`cosign.pub\`, as Sigstore bundles (referrers of the index, in \`blobs/\` only) and as cosign's older \`.sig\` and \`.att\`; BuildKit provenance v1 as OCI artifacts |
| \`unsigned/\` | 1.1: BuildKit provenance v0.2 in the older form (an image manifest), no signature |
| \`other-key/\` | 1.2: its index is signed by \`other.pub\`, as a bundle and as \`.sig\`; BuildKit provenance as in \`signed/\` |
| \`tampered/\` | the files of 1.0 in an image that runs as root, with the provenance of \`signed/\`: every digest fits, but the statements' subjects name the images of \`signed/\`; no signature |

No transparency log, no timestamps; the private keys are gone. \`signed/\` and \`other-key/\` were signed in a registry
and written by \`cosign save\`; the others are \`docker buildx build --output type=oci\`, unpacked.

Debian packages: cosign $(version cosign), docker-buildx $(version docker-buildx), docker.io $(version docker.io) (BuildKit),
crane $(version crane), docker-registry $(docker-registry --version | awk '{print $NF}').
README
! grep -rlE "PRIVATE KEY|$work|$repository|$HOME/|127\.0\.0\.1" "$images" || fail "the files above tell of this machine"
rm -rf "$repository/samples/images"
mkdir -p "$repository/samples" && cp -r "$images" "$repository/samples"
find "$repository/samples/images" -type f -exec chmod 644 {} +
