#!/usr/bin/env python3
"""SM2, SM3 and SM4 by two implementations that are not ours, for Tests/JudgeTests/NationalTests.swift.

    gmssl_judge.py LIBRARY sm3 IN                       prints the digest
    gmssl_judge.py LIBRARY ctr KEY COUNTER IN OUT       SM4-CTR, either way
    gmssl_judge.py LIBRARY cbc KEY VECTOR IN OUT        opens SM4-CBC with padding
    gmssl_judge.py LIBRARY sign PRIVATE PUBLIC IN OUT   SM2 over Z with the id 1234567812345678
    gmssl_judge.py LIBRARY verify PUBLIC IN SIGNATURE   ends with 1 where it is not
    gmssl_judge.py LIBRARY encrypt PUBLIC IN OUT        SM2, C1 C3 C2
    gmssl_judge.py LIBRARY decrypt PRIVATE IN OUT
    gmssl_judge.py gmssl_pyx key PASSPHRASE OUT PUBLIC  a fresh private key encrypted in GmSSL's way, and its public key

LIBRARY is gmssl_pyx (the C library GmSSL) or gmssl (pure Python, another hand). Keys are hexadecimal, a public key is x
and y. Signatures and ciphertexts are in the DER of GM/T 0009; `gmssl` has them raw, side by side: turned here.
"""

import sys


def der(tag, *contents):
    content = b"".join(contents)
    assert len(content) < 0x10000
    size = len(content)
    length = bytes([size]) if size < 0x80 else bytes([0x81, size]) if size < 0x100 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def integer(magnitude):
    value = int.from_bytes(magnitude, "big")
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def parts(data):
    """The contents of the elements of a SEQUENCE."""

    def header(place):
        length, place = data[place + 1], place + 2
        if length >= 0x80:
            count = length & 0x7F
            length, place = int.from_bytes(data[place : place + count], "big"), place + count
        return place, place + length

    place, end = header(0)
    found = []
    while place < end:
        begin, place = header(place)
        found.append(data[begin:place])
    return found


def padded(magnitude):
    return int.from_bytes(magnitude, "big").to_bytes(32, "big")


class GmSSL:
    """The C library: DER throughout."""

    def __init__(self):
        import gmssl_pyx as library

        self.sm3 = library.sm3_hash
        self.ctr = library.sm4_ctr_encrypt
        self.cbc = library.sm4_cbc_padding_decrypt
        self.sign = library.sm2_sign
        self.verify = library.sm2_verify
        self.encrypt = library.sm2_encrypt
        self.decrypt = library.sm2_decrypt

    def key(self, passphrase):
        """DER of an EncryptedPrivateKeyInfo, and of the SubjectPublicKeyInfo. The binding does not offer these functions
        of the library, but it has them."""
        import ctypes

        from gmssl_pyx import gmsslext

        library = ctypes.CDLL(gmsslext.__file__)
        # wider than any SM2_KEY
        key = ctypes.create_string_buffer(4096)
        assert library.sm2_key_generate(key) == 1

        def written(function, *arguments):
            room, length = ctypes.create_string_buffer(4096), ctypes.c_size_t(0)
            place = ctypes.c_void_p(ctypes.addressof(room))
            assert function(key, *arguments, ctypes.byref(place), ctypes.byref(length)) == 1
            return room.raw[: length.value]

        private = written(library.sm2_private_key_info_encrypt_to_der, passphrase)
        return private, written(library.sm2_public_key_info_to_der)


class PurePython:
    """r ‖ s, and x ‖ y ‖ C3 ‖ C2."""

    def sm3(self, message):
        from gmssl import sm3

        return bytes.fromhex(sm3.sm3_hash(list(message)))

    def cipher(self, key, mode):
        from gmssl import sm4

        made = sm4.CryptSM4()
        made.set_key(key, mode)
        return made

    def ctr(self, key, counter, message):
        cipher, number, output = self.cipher(key, 0), int.from_bytes(counter, "big"), b""
        for place in range(0, len(message), 16):
            block = bytes(cipher.one_round(cipher.sk, list(number.to_bytes(16, "big"))))
            output += bytes(a ^ b for a, b in zip(message[place : place + 16], block))
            number = (number + 1) % (1 << 128)
        return output

    def cbc(self, key, vector, message):
        return bytes(self.cipher(key, 1).crypt_cbc(vector, message))

    def crypt(self, private, public):
        from gmssl import sm2

        made = sm2.CryptSM2(private_key=private and private.hex(), public_key="ff" * 64, mode=1)
        # the initializer strips noughts and fours from the front of a key
        made.public_key = public and public.hex()
        return made

    def sign(self, private, public, message):
        raw = bytes.fromhex(self.crypt(private, public).sign_with_sm3(message))
        return der(0x30, integer(raw[:32]), integer(raw[32:]))

    def verify(self, public, message, signature):
        r, s = map(padded, parts(signature))
        return self.crypt(None, public).verify_with_sm3((r + s).hex(), message)

    def encrypt(self, public, message):
        raw = self.crypt(None, public).encrypt(message)
        return der(0x30, integer(raw[:32]), integer(raw[32:64]), der(0x04, raw[64:96]), der(0x04, raw[96:]))

    def decrypt(self, private, message):
        x, y, hash, cipher = parts(message)
        return self.crypt(private, None).decrypt(padded(x) + padded(y) + hash + cipher)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def main(name, command, *arguments):
    library = {"gmssl_pyx": GmSSL, "gmssl": PurePython}[name]()
    if command == "sm3":
        print(library.sm3(read(arguments[0])).hex())
    elif command in ("ctr", "cbc"):
        key, vector = map(bytes.fromhex, arguments[:2])
        write(arguments[3], getattr(library, command)(key, vector, read(arguments[2])))
    elif command == "sign":
        private, public = map(bytes.fromhex, arguments[:2])
        write(arguments[3], library.sign(private, public, read(arguments[2])))
    elif command == "verify":
        if not library.verify(bytes.fromhex(arguments[0]), read(arguments[1]), read(arguments[2])):
            sys.exit("not this key's over this message")
    elif command == "key":
        for path, data in zip(arguments[1:], library.key(arguments[0].encode())):
            write(path, data)
    elif command in ("encrypt", "decrypt"):
        write(arguments[2], getattr(library, command)(bytes.fromhex(arguments[0]), read(arguments[1])))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
