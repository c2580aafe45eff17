// shim.h — OpenSSL's libcrypto, and what Swift cannot import of it by itself: macros, variadics, typed stacks,
// and decoders that insist on reading every byte they are given.
#pragma once
#include <dlfcn.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/conf.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/ocsp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/ui.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "exchange.h"

static inline void biao_free(void *pointer) { OPENSSL_free(pointer); }

static inline long biao_bio_data(BIO *bio, unsigned char **data) { return BIO_get_mem_data(bio, (char **)data); }

// Decoders: NULL unless all `count` bytes were used.
#define BIAO_DECODER(TYPE)                                                                        \
    static inline TYPE *biao_d2i_##TYPE(const unsigned char *bytes, size_t count) {               \
        const unsigned char *cursor = bytes;                                                      \
        TYPE *value;                                                                              \
        if (bytes == NULL || count > LONG_MAX) return NULL;                                       \
        value = d2i_##TYPE(NULL, &cursor, (long)count);                                           \
        if (value != NULL && cursor != bytes + count) {                                           \
            TYPE##_free(value);                                                                   \
            return NULL;                                                                          \
        }                                                                                         \
        return value;                                                                             \
    }
BIAO_DECODER(X509)
BIAO_DECODER(X509_CRL)
BIAO_DECODER(X509_REQ)
BIAO_DECODER(PKCS12)
BIAO_DECODER(CMS_ContentInfo)
BIAO_DECODER(TS_TST_INFO)
BIAO_DECODER(TS_REQ)
BIAO_DECODER(OCSP_RESPONSE)
BIAO_DECODER(OCSP_REQUEST)
BIAO_DECODER(ASN1_INTEGER)

// Stacks.
static inline STACK_OF(X509) *biao_certificates_new(void) { return sk_X509_new_null(); }
static inline int biao_certificates_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate) > 0;
}
static inline int biao_certificates_count(const STACK_OF(X509) *stack) { return stack == NULL ? 0 : sk_X509_num(stack); }
static inline X509 *biao_certificates_at(const STACK_OF(X509) *stack, int i) { return sk_X509_value(stack, i); }
static inline void biao_certificates_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline void biao_certificates_free_all(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

static inline int biao_lists_count(const STACK_OF(X509_CRL) *stack) { return stack == NULL ? 0 : sk_X509_CRL_num(stack); }
static inline X509_CRL *biao_lists_at(const STACK_OF(X509_CRL) *stack, int i) { return sk_X509_CRL_value(stack, i); }
static inline void biao_lists_free_all(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_pop_free(stack, X509_CRL_free); }

static inline int biao_objects_count(const STACK_OF(ASN1_OBJECT) *stack) {
    return stack == NULL ? 0 : sk_ASN1_OBJECT_num(stack);
}
static inline ASN1_OBJECT *biao_objects_at(const STACK_OF(ASN1_OBJECT) *stack, int i) {
    return sk_ASN1_OBJECT_value(stack, i);
}
static inline void biao_objects_free_all(STACK_OF(ASN1_OBJECT) *stack) {
    sk_ASN1_OBJECT_pop_free(stack, ASN1_OBJECT_free);
}
static inline int biao_policies_count(const CERTIFICATEPOLICIES *stack) {
    return stack == NULL ? 0 : sk_POLICYINFO_num(stack);
}
static inline ASN1_OBJECT *biao_policies_at(const CERTIFICATEPOLICIES *stack, int i) {
    return sk_POLICYINFO_value(stack, i)->policyid;
}
static inline int biao_revoked_count(const STACK_OF(X509_REVOKED) *stack) {
    return stack == NULL ? 0 : sk_X509_REVOKED_num(stack);
}
static inline X509_REVOKED *biao_revoked_at(const STACK_OF(X509_REVOKED) *stack, int i) {
    return sk_X509_REVOKED_value(stack, i);
}
static inline int biao_signers_count(const STACK_OF(CMS_SignerInfo) *stack) {
    return stack == NULL ? 0 : sk_CMS_SignerInfo_num(stack);
}
static inline CMS_SignerInfo *biao_signers_at(const STACK_OF(CMS_SignerInfo) *stack, int i) {
    return sk_CMS_SignerInfo_value(stack, i);
}
static inline int biao_recipients_count(const STACK_OF(CMS_RecipientInfo) *stack) {
    return stack == NULL ? 0 : sk_CMS_RecipientInfo_num(stack);
}
static inline CMS_RecipientInfo *biao_recipients_at(const STACK_OF(CMS_RecipientInfo) *stack, int i) {
    return sk_CMS_RecipientInfo_value(stack, i);
}
static inline int biao_recipient_keys_count(const STACK_OF(CMS_RecipientEncryptedKey) *stack) {
    return stack == NULL ? 0 : sk_CMS_RecipientEncryptedKey_num(stack);
}
static inline CMS_RecipientEncryptedKey *biao_recipient_keys_at(
    const STACK_OF(CMS_RecipientEncryptedKey) *stack, int i) {
    return sk_CMS_RecipientEncryptedKey_value(stack, i);
}

static inline int biao_extensions_count(const STACK_OF(X509_EXTENSION) *stack) {
    return stack == NULL ? 0 : sk_X509_EXTENSION_num(stack);
}
static inline X509_EXTENSION *biao_extensions_at(const STACK_OF(X509_EXTENSION) *stack, int i) {
    return sk_X509_EXTENSION_value(stack, i);
}
static inline void biao_extensions_free_all(STACK_OF(X509_EXTENSION) *stack) {
    sk_X509_EXTENSION_pop_free(stack, X509_EXTENSION_free);
}

static inline int biao_strings_count(const STACK_OF(OPENSSL_STRING) *stack) {
    return stack == NULL ? 0 : sk_OPENSSL_STRING_num(stack);
}
static inline const char *biao_strings_at(const STACK_OF(OPENSSL_STRING) *stack, int i) {
    return sk_OPENSSL_STRING_value(stack, i);
}

// Times: seconds since 1970, UTC.
static inline int biao_time(const ASN1_TIME *time, int64_t *seconds) {
    struct tm parts;
    if (time == NULL || ASN1_TIME_to_tm(time, &parts) != 1) return 0;
    *seconds = (int64_t)timegm(&parts);
    return 1;
}

// Keys.
static inline EVP_PKEY *biao_generate_rsa(size_t bits) { return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits); }
static inline EVP_PKEY *biao_generate_p256(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"); }
static inline EVP_PKEY *biao_generate_sm2(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "SM2"); }

// HKDF, extract and expand (RFC 5869).
static inline int biao_hkdf(
    const char *digest, const unsigned char *input, size_t input_count, const unsigned char *salt, size_t salt_count,
    const unsigned char *info, size_t info_count, unsigned char *output, size_t output_count) {
    OSSL_PARAM params[5], *p = params;
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
    int done = 0;
    if (context != NULL) {
        *p++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0);
        *p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)input, input_count);
        if (salt_count > 0) *p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_count);
        if (info_count > 0) *p++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_count);
        *p = OSSL_PARAM_construct_end();
        done = EVP_KDF_derive(context, output, output_count, params) > 0;
    }
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return done;
}

// AES-256 key wrap (RFC 3394); the number of bytes written, or -1.
static inline int biao_key_wrap(
    int sealing, const unsigned char *key, const unsigned char *input, int input_count, unsigned char *output) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written = -1, rest = 0;
    if (context != NULL) {
        EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
        if (EVP_CipherInit_ex(context, EVP_aes_256_wrap(), NULL, key, NULL, sealing) != 1
            || EVP_CipherUpdate(context, output, &written, input, input_count) != 1
            || EVP_CipherFinal_ex(context, output + written, &rest) != 1)
            written = -1;
        else
            written += rest;
    }
    EVP_CIPHER_CTX_free(context);
    return written;
}

// SM2 signs a digest that begins with the signer's id, so the id goes with everything that is signed or checked.
static inline EVP_MD_CTX *biao_sm2_signing(EVP_PKEY *key, const unsigned char *id, size_t id_count) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *inner = NULL;
    if (context != NULL
        && (EVP_DigestSignInit(context, &inner, EVP_sm3(), NULL, key) != 1
            || EVP_PKEY_CTX_set1_id(inner, id, (int)id_count) <= 0)) {
        EVP_MD_CTX_free(context);
        return NULL;
    }
    return context;
}
static inline int biao_set_distinguishing_id(X509 *certificate, const unsigned char *id, size_t id_count) {
    ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
    if (value == NULL || !ASN1_OCTET_STRING_set(value, id, (int)id_count)) {
        ASN1_OCTET_STRING_free(value);
        return 0;
    }
    X509_set0_distinguishing_id(certificate, value);
    return 1;
}

// Names on one line, in UTF-8, control characters escaped.
static inline int biao_print_name(BIO *bio, const X509_NAME *name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}

// One extension of a certificate or a list under construction, written as in openssl.cnf. The empty configuration is
// what OpenSSL insists on for some kinds.
static inline X509_EXTENSION *biao_extension(X509 *issuer, X509 *subject, X509_CRL *list, int nid, const char *value) {
    X509V3_CTX context;
    X509_EXTENSION *extension = NULL;
    CONF *empty = NCONF_new(NULL);
    if (empty == NULL) return NULL;
    X509V3_set_ctx(&context, issuer, subject, NULL, list, 0);
    X509V3_set_nconf(&context, empty);
    extension = X509V3_EXT_nconf_nid(empty, &context, nid, value);
    NCONF_free(empty);
    return extension;
}
static inline int biao_add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
    X509_EXTENSION *extension = biao_extension(issuer, certificate, NULL, nid, value);
    int done = extension != NULL && X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return done;
}
static inline int biao_add_list_extension(X509_CRL *list, X509 *issuer, int nid, const char *value) {
    X509_EXTENSION *extension = biao_extension(issuer, NULL, list, nid, value);
    int done = extension != NULL && X509_CRL_add_ext(list, extension, -1);
    X509_EXTENSION_free(extension);
    return done;
}
// Asks in a request for one extension.
static inline int biao_request_extension(X509_REQ *request, int nid, const char *value) {
    X509_EXTENSION *extension = biao_extension(NULL, NULL, NULL, nid, value);
    STACK_OF(X509_EXTENSION) *stack = sk_X509_EXTENSION_new_null();
    int done = extension != NULL && stack != NULL && sk_X509_EXTENSION_push(stack, extension) > 0;
    if (!done) X509_EXTENSION_free(extension);
    done = done && X509_REQ_add_extensions(request, stack) == 1;
    biao_extensions_free_all(stack);
    return done;
}

// The bytes of an attribute value that is a SEQUENCE; NULL for any other.
static inline const ASN1_STRING *biao_attribute_sequence(X509_ATTRIBUTE *attribute, int index) {
    ASN1_TYPE *type = X509_ATTRIBUTE_get0_type(attribute, index);
    if (type == NULL || type->type != V_ASN1_SEQUENCE) return NULL;
    return type->value.sequence;
}

// A PKCS#12 error: 1 wrong passphrase, 2 an algorithm that this library does not offer, 0 anything else.
static inline int biao_pkcs12_fault(void) {
    int fault = 0;
    unsigned long error;
    while ((error = ERR_get_error()) != 0) {
        int reason = ERR_GET_REASON(error), library = ERR_GET_LIB(error);
        if (library == ERR_LIB_PKCS12 && (reason == PKCS12_R_MAC_VERIFY_FAILURE)) fault = 1;
        if (fault != 1 && library == ERR_LIB_PKCS12 && reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM) fault = 2;
        if (fault != 1 && ((reason == ERR_R_UNSUPPORTED && library != ERR_LIB_OSSL_DECODER)
            || (library == ERR_LIB_EVP && (reason == EVP_R_UNSUPPORTED_ALGORITHM || reason == EVP_R_UNKNOWN_PBE_ALGORITHM
                || reason == EVP_R_UNSUPPORTED_CIPHER || reason == EVP_R_UNKNOWN_CIPHER || reason == EVP_R_UNSUPPORTED_PRF
                || reason == EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION || reason == EVP_R_UNSUPPORTED_KEYLENGTH
                || reason == EVP_R_UNSUPPORTED_SALT_TYPE))))
            fault = 2;
    }
    return fault;
}

// Engines (deprecated in 3.0, and the only way to PKCS#11 on Debian 12). OpenSSL's own loader makes one of each kind only,
// and one speaks to one module; so we bind a new one each time, as that loader does. NULL where there is none by that name.
static inline ENGINE *biao_engine_new(const char *name) {
    const char *folder = getenv("OPENSSL_ENGINES");
    char path[4096];
    void *library;
    dynamic_bind_engine bind;
    dynamic_fns functions;
    ENGINE *engine;
    int length;
    if (folder == NULL) folder = OPENSSL_info(OPENSSL_INFO_ENGINES_DIR);
    if (folder == NULL) return NULL;
    length = snprintf(path, sizeof path, "%s/%s.so", folder, name);
    if (length < 0 || (size_t)length >= sizeof path) return NULL;
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return NULL;
    bind = (dynamic_bind_engine)dlsym(library, "bind_engine");
    engine = bind == NULL ? NULL : ENGINE_new();
    memset(&functions, 0, sizeof functions);
    // the same libcrypto: the engine then leaves its memory functions alone
    functions.static_state = ENGINE_get_static_state();
    if (engine == NULL || !bind(engine, name, &functions)) {
        ENGINE_free(engine);
        return NULL;
    }
    return engine;
}
static inline int biao_engine_tell(ENGINE *engine, const char *command, const char *value) {
    return ENGINE_ctrl_cmd_string(engine, command, value, 0);
}
static inline int biao_engine_start(ENGINE *engine) { return ENGINE_init(engine); }
static inline void biao_engine_free(ENGINE *engine) { ENGINE_free(engine); }
// Answers the engine's question for the PIN of a key that wants it before each use (CKA_ALWAYS_AUTHENTICATE), which would
// else be asked on the terminal, past us. The user data is the PIN, ended by a zero byte.
static int biao_ui_answer(UI *ui, UI_STRING *question) {
    if (UI_get_string_type(question) != UIT_PROMPT) return 1;
    return UI_set_result(ui, question, (const char *)UI_get0_user_data(ui)) == 0;
}
static inline UI_METHOD *biao_ui_new(void) {
    UI_METHOD *method = UI_create_method("biao");
    if (method != NULL) UI_method_set_reader(method, biao_ui_answer);
    return method;
}
// The engine keeps both pointers.
static inline int biao_engine_answer(ENGINE *engine, UI_METHOD *method, const char *pin) {
    return ENGINE_ctrl_cmd(engine, "SET_USER_INTERFACE", 0, method, NULL, 0) == 1
        && ENGINE_ctrl_cmd(engine, "SET_CALLBACK_DATA", 0, (void *)pin, NULL, 0) == 1;
}
static inline EVP_PKEY *biao_engine_key(ENGINE *engine, const char *uri) {
    return ENGINE_load_private_key(engine, uri, NULL, NULL);
}

// The oldest error of this thread as library name and reason, taken off the queue; 0 where there is none.
static inline int biao_next_error(const char **library, int *reason) {
    unsigned long error = ERR_get_error();
    *library = ERR_lib_error_string(error);
    *reason = ERR_GET_REASON(error);
    return error != 0;
}
