// UnsealingTests.swift — sealed bids opened with openssl and gfcombine alone, as docs/formats/README.md tells everyone.
import FileKit
import Foundation
import Scenario
import TenderModel
import Testing

@Suite struct UnsealingTests {
    /// Locks, key derivation, both stock ways for the payload, the commitments; then the trustees' way to K_B.
    @Test(arguments: SuiteID.allCases, [1, 2])
    func stockToolsOpenASealedBid(_ suite: SuiteID, _ envelopes: Int) throws {
        let lot = try Scenario(suite: suite, envelopes: envelopes)
        let sealed = try lot.seal(1, recovery: true)
        for envelope in 1...envelopes {
            let folder = try temporaryFolder("stock")
            let ran = try shell(
                [
                    "bash", "-euo", "pipefail", "-c", Self.script, "stock", sealed, try Cast.folder(suite),
                    "\(envelope)",
                ],
                in: folder, environment: ["BIAO_PASSPHRASE": "scenario"])
            try #require(ran.status == 0, "\(ran.errors)")
            let bid = try Files.read(lot.path("1-\(envelope).bid"))
            #expect(try Files.read(folder + "/one.bid") == bid)
            #expect(try Files.read(folder + "/two.bid") == bid)
            #expect(try Files.read(folder + "/kb") == Files.read(folder + "/recovered"))
            #expect(try Files.read(folder + "/kb").count == 32)
        }
    }

    /// The wrong half: neither way gives the bid. Where there is no tag to go by, garbage comes without a word.
    @Test(arguments: SuiteID.allCases)
    func wrongHalfOpensNothing(_ suite: SuiteID) throws {
        let lot = try Scenario(suite: suite)
        let sealed = try lot.seal(1, recovery: true)
        let folder = try temporaryFolder("stock")
        let script = Self.script.replacingOccurrences(of: "IKM=", with: "head -c 32 /dev/zero >kp; IKM=")
        let ran = try shell(
            ["bash", "-euo", "pipefail", "-c", script, "stock", sealed, try Cast.folder(suite), "1"], in: folder,
            environment: ["BIAO_PASSPHRASE": "scenario"])
        #expect(ran.status != 0)
        for name in ["/one.bid", "/two.bid"] where Files.exists(folder + name) {
            #expect(try Files.read(folder + name) != Files.read(lot.path("1-1.bid")))
        }
    }

    private static let script = #"""
        sealed=$1 practice=$2 e=$3
        unzip -q "$sealed"
        attribute() { xmllint --nonet --xpath "string($1)" seal.xml; }
        key() { openssl pkcs12 -in "$practice/$1/enc.p12" -passin env:BIAO_PASSPHRASE -nocerts -noenc -out "$1.key"; }
        unlock() {
            key "$1"
            openssl cms -decrypt -binary -inform DER -in "envelopes/$e/locks/$2.p7m" -inkey "$1.key" \
                -recip "$practice/$1/enc.crt" -out "$3"
        }
        unlock bidder1 bidder-1 kb
        unlock officer2 officer kp
        suite=$(attribute "/*/@suite")
        md=sha256 length=32
        [ "$suite" = sm2-sm3 ] && md=sm3 length=16
        [ "$(openssl dgst -$md -r <kb | cut -c -64)" = "$(attribute "(//*[@bidderHalf])[$e]/@bidderHalf")" ]

        # two trustees of three; gfcombine reads x from the file's name
        unlock trustee1 trustee-001 kb.001
        unlock trustee3 trustee-003 kb.003
        gfcombine -o recovered kb.001 kb.003

        field() { printf '%08x' "$(printf %s "$1" | wc -c)"; printf %s "$1" | xxd -p -c 0; }
        INFO=$(for f in "$(attribute "//*[local-name()='tender']/@id")" "$(attribute "//*[local-name()='tender']/@first")" \
            "$(attribute "/*/@lot")" "$(attribute "//*[local-name()='bidder']/@code")" "$e" "$suite"
            do field "$f"; done | tr -d '\n')
        SALT=$(attribute "/*/@id")
        IKM=$(cat kb kp | xxd -p -c 0)
        KEK=$(openssl kdf -keylen $length -kdfopt digest:$md -kdfopt hexkey:$IKM -kdfopt hexsalt:$SALT \
            -kdfopt hexinfo:$INFO HKDF | tr -d ':\n')
        cd "envelopes/$e"
        part() { openssl asn1parse -inform DER -in envelope.p7m | sed -n "s/.*l= *$1 prim: OCTET STRING *\[HEX DUMP\]://p"; }
        if [ $md = sm3 ]; then
            openssl cms -EncryptedData_decrypt -binary -inform DER -in envelope.p7m -content payload.enc \
                -secretkey $KEK -out ../../one.bid
            openssl enc -d -sm4-ctr -K $KEK -iv $(part 16) -in payload.enc -out ../../two.bid
        else
        openssl cms -decrypt -binary -inform DER -in envelope.p7m -content payload.enc -secretkey $KEK -secretkeyid $SALT \
            -out ../../one.bid
        CEK=$(part 40 | xxd -r -p | openssl enc -d -id-aes256-wrap -K $KEK -iv A6A6A6A6A6A6A6A6 | xxd -p -c 64)
        openssl enc -d -aes-256-ctr -K $CEK -iv $(part 12)00000002 -in payload.enc -out ../../two.bid
        fi

        # H(bid) under the key of its commitment
        cd ../..
        K=$(openssl kdf -keylen 32 -kdfopt digest:$md -kdfopt hexkey:$IKM -kdfopt hexsalt:$SALT -kdfopt info:bid HKDF | tr -d ':\n')
        openssl dgst -$md -binary two.bid | openssl dgst -$md -mac HMAC -macopt hexkey:$K |
            grep -q "$(attribute "(//*[@bidCommitment])[$e]/@bidCommitment")"
        """#
}
