# shellcheck shell=bash
# stock-check.sh — our files looked at with tools that are not ours: unzip, openssl, sha256sum, xmllint, xxd, python3.
# Sourced after common.sh and story.sh (for `show` and `run`).

# check_container FILE FOLDER ROOTS.pem — takes FILE apart into FOLDER and checks archive, signatures and digests.
check_container() {
    local file folder=$2 roots signature manifest
    file=$(realpath "$1") roots=$(realpath "$3")
    rm -rf "$folder"
    mkdir -p "$folder"
    show "unzip -t $1"
    unzip -t "$file" | tail -n 1
    unzip -q "$file" -d "$folder"
    for signature in "$folder"/META-INF/signature*.p7s; do
        manifest=${signature/signature/ASiCManifest}
        manifest=${manifest%.p7s}.xml
        if is_sm2 "$signature"; then
            show "openssl dgst -sm3 -verify … -sigopt distid:1234567812345678    # ${signature#"$folder"/}"
            python3 "$root/scripts/lib/sm2_signature.py" verify "$signature" "$manifest" "$roots"
            say "签名有效" "the signature is valid"
            continue
        fi
        show "openssl cms -verify -cades -binary -inform DER -in ${signature#"$folder"/} -content ${manifest#"$folder"/} -CAfile ${3##*/} -purpose any -out /dev/null"
        # it asks for validity now, which is what an opening just held wants
        openssl cms -verify -cades -binary -inform DER -in "$signature" -content "$manifest" -CAfile "$roots" \
            -purpose any -out /dev/null
    done
    if grep -q 1.2.156.10197.1.401 "$folder/META-INF/ASiCManifest001.xml"; then
        show "openssl dgst -sm3    # $(say_plain "清单中的摘要" "the digests of the manifest")"
        (cd "$folder" && manifest_sums META-INF/ASiCManifest001.xml | sm3_check | summary)
    else
        show "sha256sum -c    # $(say_plain "清单中的摘要" "the digests of the manifest")"
        (cd "$folder" && manifest_sums META-INF/ASiCManifest001.xml | sha256sum --check --strict | summary)
    fi
}

# is_sm2 SIGNATURE — whether it is GB/T 35275's SignedData.
is_sm2() {
    openssl asn1parse -inform DER -in "$1" | sed -n 2p | grep -q "OBJECT *:1.2.156.10197.6.1.4.2.2"
}

# What `sha256sum --check --strict` does, with SM3.
sm3_check() {
    local digest name
    while read -r digest name; do
        [ "$(openssl dgst -sm3 -r "$name" | cut -d " " -f 1)" = "$digest" ] || die 1 "$name:不符" "$name: FAILED"
        printf '%s: OK\n' "$name"
    done
}

# manifest_sums MANIFEST — its digests as `sha256sum --check` reads them.
manifest_sums() {
    python3 - "$1" <<'PY'
import base64, sys, urllib.parse, xml.etree.ElementTree as tree
asic, ds = "{http://uri.etsi.org/02918/v1.2.1#}", "{http://www.w3.org/2000/09/xmldsig#}"
for item in tree.parse(sys.argv[1]).iter(asic + "DataObjectReference"):
    print(base64.b64decode(item.find(ds + "DigestValue").text).hex() + "  " + urllib.parse.unquote(item.get("URI")))
PY
}

# The first three lines, and how many more there were.
summary() {
    awk 'NR <= 3 { print } END { if (NR > 3) print "… (" NR ")" }'
}

# attribute XML XPATH — one attribute's value, whatever the namespace.
attribute() {
    xmllint --nonet --xpath "string($2)" "$1"
}

# key_context SEAL.xml ENVELOPE — the info of HKDF in hexadecimal: each field as UTF-8 behind its length in four bytes.
key_context() {
    local field
    for field in \
        "$(attribute "$1" "//*[local-name()='tender']/@id")" \
        "$(attribute "$1" "//*[local-name()='tender']/@first")" \
        "$(attribute "$1" "/*/@lot")" \
        "$(attribute "$1" "//*[local-name()='bidder']/@code")" \
        "$2" \
        "$(attribute "$1" "/*/@suite")"; do
        printf '%08x' "$(printf %s "$field" | wc -c)"
        printf %s "$field" | xxd -p -c 0
    done | tr -d '\n'
}

# open_sealed FILE.sealed ENVELOPE K_B K_P OUT — opens the payload with openssl alone, in memory (up to 1.5 GiB).
open_sealed() {
    local sealed=$1 envelope=$2 folder=$5.parts seal_id kek digest=SHA256 length=32
    rm -rf "$folder"
    mkdir -p "$folder"
    unzip -q "$sealed" seal.xml "envelopes/$envelope/payload.enc" "envelopes/$envelope/envelope.p7m" -d "$folder"
    seal_id=$(attribute "$folder/seal.xml" "/*/@id")
    [ "$(attribute "$folder/seal.xml" "/*/@suite")" = sm2-sm3 ] && digest=SM3 length=16
    show "openssl kdf -keylen $length -kdfopt digest:$digest -kdfopt hexkey:K_B‖K_P -kdfopt hexsalt:$seal_id -kdfopt hexinfo:… HKDF"
    kek=$(openssl kdf -keylen $length -kdfopt digest:$digest -kdfopt "hexkey:$3$4" -kdfopt "hexsalt:$seal_id" \
        -kdfopt "hexinfo:$(key_context "$folder/seal.xml" "$envelope")" HKDF | tr -d ':\n')
    if [ $digest = SM3 ]; then
        show "openssl cms -EncryptedData_decrypt -binary -inform DER -in envelope.p7m -content payload.enc -secretkey … -out ${5##*/}"
        openssl cms -EncryptedData_decrypt -binary -inform DER -in "$folder/envelopes/$envelope/envelope.p7m" \
            -content "$folder/envelopes/$envelope/payload.enc" -secretkey "$kek" -out "$5"
        rm -rf "$folder"
        return
    fi
    show "openssl cms -decrypt -binary -inform DER -in envelope.p7m -content payload.enc -secretkey … -secretkeyid $seal_id -out ${5##*/}"
    openssl cms -decrypt -binary -inform DER -in "$folder/envelopes/$envelope/envelope.p7m" \
        -content "$folder/envelopes/$envelope/payload.enc" -secretkey "$kek" -secretkeyid "$seal_id" -out "$5"
    rm -rf "$folder"
}
