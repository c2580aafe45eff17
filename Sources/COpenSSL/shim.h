// shim.h — OpenSSL's libcrypto, and what Swift cannot import of it by itself.
#pragma once
#include <openssl/evp.h>
