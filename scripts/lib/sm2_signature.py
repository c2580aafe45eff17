#!/usr/bin/env python3
"""GB/T 35275 SignedData with SM2, checked and made without biao: Python's standard library and the openssl program.

    sm2_signature.py verify SIGNATURE CONTENT ROOTS.pem [--attime SECONDS]
    sm2_signature.py token TOKEN DATA ROOTS.pem [--attime SECONDS]      an RFC 3161 token with an SM3 imprint of DATA
    sm2_signature.py sign CONTENT KEY.pem SIGNER.pem CHAIN.pem OUTPUT

`openssl cms -verify` does not know GB/T 35275's types and checks SM2 with an empty id. So the signed attributes are cut
out and given to `openssl dgst -sm3 -verify … -sigopt distid:1234567812345678`, and each link of the chain to
`openssl verify -vfyopt distid:…`. Ends with 0 where everything holds, with 1 and a word on standard error where not.
"""

import os
import subprocess
import sys
import tempfile
import time

ID = "distid:1234567812345678"
SM3 = "1.2.156.10197.1.401"
SM2_NAMES = ("1.2.156.10197.1.301.1", "1.2.156.10197.1.501")
DATA, SIGNED_DATA = "1.2.156.10197.6.1.4.2.1", "1.2.156.10197.6.1.4.2.2"
SIGNED_DATA_TYPES = (SIGNED_DATA, "1.2.840.113549.1.7.2")
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME, SIGNING_CERTIFICATE = "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.16.2.47"


class Refused(Exception):
    pass


# ---- DER, as much as is needed ----


class Node:
    """One tag-length-value: its tag, its content, all of its bytes."""

    def __init__(self, data, start):
        self.tag, length, self.begin = data[start], data[start + 1], start + 2
        if length >= 0x80:
            count = length & 0x7F
            length, self.begin = int.from_bytes(data[self.begin : self.begin + count], "big"), self.begin + count
        self.end = self.begin + length
        if self.end > len(data):
            raise Refused("cut short")
        self.bytes, self.content = data[start : self.end], data[self.begin : self.end]

    def children(self):
        found, place = [], 0
        while place < len(self.content):
            found.append(Node(self.content, place))
            place = found[-1].end
        return found

    def oid(self):
        arcs, value = [], 0
        for byte in self.content:
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                arcs.append(value)
                value = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))


def parse(data):
    node = Node(data, 0)
    if node.end != len(data):
        raise Refused("something follows the end")
    return node


def der(tag, *contents):
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    content = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.insert(0, arc & 0x7F | 0x80)
        content += bytes(digits)
    return der(0x06, content)


# ---- the openssl program ----


def openssl(*arguments, data=None):
    ran = subprocess.run(["openssl", *arguments], input=data, capture_output=True)
    if ran.returncode != 0:
        raise Refused(f"openssl {arguments[0]}: {ran.stderr.decode(errors='replace').strip() or ran.stdout.decode()}")
    return ran.stdout


def sm3(data):
    return openssl("dgst", "-sm3", "-binary", data=data)


# ---- checking ----


def verify(message, content, roots, now, folder):
    """The content that a signature is over; that inside, where none is given."""
    outer = parse(message).children()
    if outer[0].oid() not in SIGNED_DATA_TYPES:
        raise Refused("not SignedData")
    fields = outer[1].children()[0].children()
    inner = fields[2].children()
    if content is None:
        content = inner[1].children()[0].content
    certificates = [node.bytes for field in fields if field.tag == 0xA0 for node in field.children()]
    signers = fields[-1].children()
    if len(signers) != 1:
        raise Refused("not one signer")
    _, identifier, digest, attributes, algorithm, value = signers[0].children()[:6]
    if digest.children()[0].oid() != SM3 or algorithm.children()[0].oid() not in SM2_NAMES:
        raise Refused("other algorithms")
    values = {node.children()[0].oid(): node.children()[1].children()[0] for node in attributes.children()}
    if values[CONTENT_TYPE].bytes != inner[0].bytes:
        raise Refused("another content type was signed")
    if values[MESSAGE_DIGEST].content != sm3(content):
        raise Refused("the digest is not the content's")
    signer = next((der for der in certificates if identity(der) == identifier.content), None)
    if signer is None:
        raise Refused("the signer's certificate is missing")
    key, signature = f"{folder}/key.pem", f"{folder}/value"
    with open(key, "wb") as file:
        file.write(openssl("x509", "-inform", "DER", "-noout", "-pubkey", data=signer))
    with open(signature, "wb") as file:
        file.write(value.content)
    openssl("dgst", "-sm3", "-verify", key, "-signature", signature, "-sigopt", ID, data=der(0x31, attributes.content))
    climb(signer, certificates, roots, now, folder)
    return content


def fields_of(certificate):
    """serialNumber, issuer, subject of a certificate."""
    signed = [node for node in parse(certificate).children()[0].children() if node.tag != 0xA0]
    return signed[0], signed[2], signed[4]


def identity(certificate):
    serial, issuer, _ = fields_of(certificate)
    return issuer.bytes + serial.bytes


def climb(certificate, others, roots, now, folder):
    """From a certificate to one of the roots, each link by `openssl verify`, which sets the id for one certificate only."""
    for _ in range(8):
        issuer_name = fields_of(certificate)[1].bytes
        issuer = next((other for other in roots + others if fields_of(other)[2].bytes == issuer_name), None)
        if issuer is None:
            raise Refused("the chain leads to no root")
        paths = [f"{folder}/{name}.pem" for name in ("issuer", "certificate")]
        for path, each in zip(paths, (issuer, certificate)):
            with open(path, "wb") as file:
                file.write(openssl("x509", "-inform", "DER", data=each))
        openssl(
            "verify", "-partial_chain", "-trusted", paths[0], "-vfyopt", ID, "-purpose", "any", "-attime", str(now),
            paths[1])
        if issuer in roots:
            return
        certificate = issuer
    raise Refused("the chain is too long")


def pem(path):
    """The DER of every certificate in a file."""
    # bags have names beside the certificates, in any encoding
    text, found = read(path).decode("latin-1"), []
    while "-----BEGIN CERTIFICATE-----" in text:
        block, text = text.split("-----END CERTIFICATE-----", 1)
        block = block[block.index("-----BEGIN") :] + "-----END CERTIFICATE-----\n"
        found.append(openssl("x509", "-outform", "DER", data=block.encode()))
    return found


# ---- making ----


def sign(content, key, certificate, chain):
    def attribute(name, value):
        return der(0x30, oid(name), der(0x31, value))

    algorithm = der(0x30, oid(SM3))
    stamp = time.strftime("%y%m%d%H%M%SZ", time.gmtime()).encode()
    attributes = b"".join(
        sorted([
            attribute(CONTENT_TYPE, oid(DATA)),
            attribute(MESSAGE_DIGEST, der(0x04, sm3(content))),
            attribute(SIGNING_TIME, der(0x17, stamp)),
            attribute(SIGNING_CERTIFICATE, der(0x30, der(0x30, der(0x30, algorithm, der(0x04, sm3(certificate)))))),
        ]))
    value = openssl("dgst", "-sm3", "-sign", key, "-sigopt", ID, data=der(0x31, attributes))
    signer = der(
        0x30, der(0x02, b"\1"), der(0x30, identity(certificate)), algorithm, der(0xA0, attributes),
        der(0x30, oid(SM2_NAMES[0])), der(0x04, value))
    body = der(
        0x30, der(0x02, b"\1"), der(0x31, algorithm), der(0x30, oid(DATA)),
        der(0xA0, *sorted([certificate, *chain])), der(0x31, signer))
    return der(0x30, oid(SIGNED_DATA), der(0xA0, body))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def main(command, *arguments):
    now = int(time.time())
    if "--attime" in arguments:
        place = arguments.index("--attime")
        now, arguments = int(arguments[place + 1]), arguments[:place] + arguments[place + 2 :]
    with tempfile.TemporaryDirectory() as folder:
        if command == "verify":
            verify(read(arguments[0]), read(arguments[1]), pem(arguments[2]), now, folder)
        elif command == "token":
            info = parse(verify(read(arguments[0]), None, pem(arguments[2]), now, folder)).children()
            if info[2].children()[1].content != sm3(read(arguments[1])):
                raise Refused("the token is over something else")
        elif command == "sign":
            certificate = pem(arguments[2])[0]
            chain = [each for each in pem(arguments[3]) if fields_of(each)[1].bytes != fields_of(each)[2].bytes]
            with open(arguments[4], "wb") as file:
                file.write(sign(read(arguments[0]), arguments[1], certificate, chain))
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (Refused, IndexError, KeyError, StopIteration) as problem:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {problem}")
