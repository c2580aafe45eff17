# shellcheck shell=bash
# wrong-key.sh — a release whose key is not the one committed to, made without biao: with unzip, openssl and python3's
# zipfile. It is properly signed, so only the commitment in the seal gives it away. Sourced; practice identities only.

# wrong_key_release RIGHT.release WRONG.release IDENTITY — passphrase in BIAO_PASSPHRASE.
wrong_key_release() (
    set -euo pipefail
    umask 077
    local right wrong identity folder digest
    right=$(realpath "$1") wrong=$(realpath "$2") identity=$(realpath "$3")
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    mkdir "$folder/inside"
    cd "$folder/inside"
    unzip -q "$right"

    # another key, and the digest that goes with it
    sed -i -E "s/ key=\"[0-9a-f]{64}\"/ key=\"$(openssl rand -hex 32)\"/" release.xml
    local hash=sha256
    grep -q 1.2.156.10197.1.401 META-INF/ASiCManifest001.xml && hash=sm3
    digest=$(openssl dgst -$hash -binary release.xml | base64)
    sed -i "s|<ds:DigestValue>[^<]*|<ds:DigestValue>$digest|" META-INF/ASiCManifest001.xml

    # signed anew, with the bidder's own key
    openssl pkcs12 -in "$identity/sign.p12" -passin env:BIAO_PASSPHRASE -nocerts -noenc -out ../key.pem
    openssl pkcs12 -in "$identity/sign.p12" -passin env:BIAO_PASSPHRASE -nokeys -clcerts -out ../signer.pem
    openssl pkcs12 -in "$identity/sign.p12" -passin env:BIAO_PASSPHRASE -nokeys -cacerts -out ../chain.pem
    if [ $hash = sm3 ]; then
        python3 "$root/scripts/lib/sm2_signature.py" sign META-INF/ASiCManifest001.xml ../key.pem ../signer.pem \
            ../chain.pem META-INF/signature001.p7s
    else
        openssl cms -sign -binary -cades -nosmimecap -md sha256 -outform DER -signer ../signer.pem -inkey ../key.pem \
            -certfile ../chain.pem -in META-INF/ASiCManifest001.xml -out META-INF/signature001.p7s
    fi

    # a plain zip: stored, mimetype first, no extra fields
    python3 - ../wrong.release mimetype release.xml META-INF/ASiCManifest001.xml META-INF/signature001.p7s <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    for name in sys.argv[2:]:
        entry = zipfile.ZipInfo(name)
        entry.create_version, entry.extract_version, entry.external_attr = 45, 10, 0o100644 << 16
        with open(name, "rb") as file:
            archive.writestr(entry, file.read())
PY
    mv ../wrong.release "$wrong"
)
