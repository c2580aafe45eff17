// fake-skf.c — a library after GM/T 0016-2012 for tests. Each folder in $FAKE_SKF is a device with one application "APP" and
// one container "C1"; its keys are the folder's sign.p12 and enc.p12. A file "removed" in the folder pulls the device out.
#include <dirent.h>
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OK 0u
#define FAIL 0x0A000001u
#define REMOVED 0x0A000023u
#define PIN_INCORRECT 0x0A000024u
#define PIN_LOCKED 0x0A000025u
#define CERT_NOT_FOUND 0x0A00001Cu
#define NOT_LOGGED_IN 0x0A00002Du

typedef struct {
    char folder[1024];
    int tries, open;
    EVP_PKEY *keys[2];
    X509 *certificates[2];
} Device;

static Device devices[32];
static int count;

static int removed(const Device *device) {
    char path[1100];
    snprintf(path, sizeof path, "%s/removed", device->folder);
    return access(path, F_OK) == 0;
}

static Device *find(const char *name) {
    char path[1024];
    const char *home = getenv("FAKE_SKF");
    if (home == NULL) return NULL;
    snprintf(path, sizeof path, "%s/%s", home, name);
    for (int i = 0; i < count; i++)
        if (strcmp(devices[i].folder, path) == 0) return &devices[i];
    if (count == 32 || access(path, F_OK) != 0) return NULL;
    strcpy(devices[count].folder, path);
    devices[count].tries = 5;
    for (int half = 0; half < 2; half++) {
        PKCS12 *store;
        FILE *file;
        snprintf(path, sizeof path, "%s/%s.p12", devices[count].folder, half ? "enc" : "sign");
        if ((file = fopen(path, "rb")) == NULL) continue;
        store = d2i_PKCS12_fp(file, NULL);
        fclose(file);
        if (store != NULL) PKCS12_parse(store, "scenario", &devices[count].keys[half], &devices[count].certificates[half], NULL);
        PKCS12_free(store);
    }
    return &devices[count++];
}

static uint32_t list(const char *names, uint32_t size, char *output, uint32_t *room) {
    if (output != NULL && *room < size) return 0x0A000020u;
    if (output != NULL) memcpy(output, names, size);
    *room = size;
    return OK;
}

uint32_t SKF_EnumDev(int present, char *output, uint32_t *room) {
    char names[4096] = {0};
    uint32_t size = 0;
    const char *home = getenv("FAKE_SKF");
    DIR *folder = home == NULL ? NULL : opendir(home);
    struct dirent *entry;
    if (folder == NULL) return FAIL;
    while ((entry = readdir(folder)) != NULL && size < 3800)
        if (entry->d_name[0] != '.' && !(present && find(entry->d_name) && removed(find(entry->d_name)))) {
            strcpy(names + size, entry->d_name);
            size += strlen(entry->d_name) + 1;
        }
    closedir(folder);
    return list(names, size + 1, output, room);
}

uint32_t SKF_ConnectDev(char *name, void **handle) { return (*handle = find(name)) && !removed(*handle) ? OK : REMOVED; }
uint32_t SKF_DisConnectDev(void *handle) { return handle ? OK : FAIL; }
uint32_t SKF_GetDevState(char *name, uint32_t *state) {
    Device *device = find(name);
    *state = device != NULL && !removed(device);
    return OK;
}
uint32_t SKF_EnumApplication(void *device, char *output, uint32_t *room) { return list("APP\0", 5, output, room); }
uint32_t SKF_OpenApplication(void *device, char *name, void **handle) {
    return strcmp(name, "APP") == 0 && (*handle = device) ? OK : FAIL;
}
uint32_t SKF_CloseApplication(void *handle) { return handle ? OK : FAIL; }

uint32_t SKF_VerifyPIN(void *handle, uint32_t type, char *pin, uint32_t *left) {
    Device *device = handle;
    *left = device->tries;
    if (type != 1) return FAIL;
    if (removed(device)) return REMOVED;
    if (device->tries == 0) return PIN_LOCKED;
    if (strcmp(pin, "24680") != 0) {
        *left = --device->tries;
        return device->tries == 0 ? PIN_LOCKED : PIN_INCORRECT;
    }
    device->tries = 5;
    device->open = 1;
    return OK;
}

uint32_t SKF_EnumContainer(void *handle, char *output, uint32_t *room) { return list("C1\0", 4, output, room); }
uint32_t SKF_OpenContainer(void *application, char *name, void **handle) {
    return strcmp(name, "C1") == 0 && (*handle = application) ? OK : FAIL;
}
uint32_t SKF_CloseContainer(void *handle) { return handle ? OK : FAIL; }

static uint32_t give(int length, unsigned char *bytes, unsigned char *output, uint32_t *room) {
    uint32_t code = OK;
    if (length <= 0) return CERT_NOT_FOUND;
    if (output != NULL && *room < (uint32_t)length) code = 0x0A000020u;
    else if (output != NULL) memcpy(output, bytes, length);
    *room = length;
    OPENSSL_free(bytes);
    return code;
}

uint32_t SKF_ExportCertificate(void *handle, int signs, unsigned char *output, uint32_t *room) {
    unsigned char *bytes = NULL;
    X509 *certificate = ((Device *)handle)->certificates[signs ? 0 : 1];
    if (certificate == NULL) return CERT_NOT_FOUND;
    int length = i2d_X509(certificate, &bytes);
    return give(length, bytes, output, room);
}

uint32_t SKF_ExportPublicKey(void *handle, int signs, unsigned char *output, uint32_t *room) {
    // an ECCPUBLICKEYBLOB is 132 bytes; nobody here looks into it
    unsigned char *bytes;
    if (((Device *)handle)->keys[signs ? 0 : 1] == NULL) return FAIL;
    bytes = OPENSSL_zalloc(132);
    return give(132, bytes, output, room);
}

uint32_t SKF_ECCSignData(void *handle, unsigned char *digest, uint32_t length, unsigned char *blob) {
    Device *device = handle;
    unsigned char der[128];
    const unsigned char *cursor = der;
    size_t size = sizeof der;
    EVP_PKEY_CTX *context;
    ECDSA_SIG *signature = NULL;
    if (removed(device)) return REMOVED;
    if (!device->open) return NOT_LOGGED_IN;
    if (length != 32 || device->keys[0] == NULL) return FAIL;
    context = EVP_PKEY_CTX_new(device->keys[0], NULL);
    if (EVP_PKEY_sign_init(context) == 1 && EVP_PKEY_sign(context, der, &size, digest, length) == 1)
        signature = d2i_ECDSA_SIG(NULL, &cursor, (long)size);
    EVP_PKEY_CTX_free(context);
    if (signature == NULL) return FAIL;
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), blob, 64);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), blob + 64, 64);
    ECDSA_SIG_free(signature);
    return OK;
}

static int integer(const unsigned char *magnitude, unsigned char **output) {
    BIGNUM *number = BN_bin2bn(magnitude, 64, NULL);
    ASN1_INTEGER *value = BN_to_ASN1_INTEGER(number, NULL);
    int size = i2d_ASN1_INTEGER(value, output);
    ASN1_INTEGER_free(value);
    BN_free(number);
    return size;
}

// GM/T 0016-2012 itself does not have it: -DNO_DECRYPT
#ifndef NO_DECRYPT
uint32_t SKF_PrvKeyDecrypt(void *handle, uint32_t type, unsigned char *blob, unsigned char *output, uint32_t *room) {
    Device *device = handle;
    uint32_t cipher;
    unsigned char body[1024], der[1100], plain[1024], *cursor = body, *start = der;
    size_t size = sizeof plain;
    EVP_PKEY_CTX *context;
    int opened;
    memcpy(&cipher, blob + 160, 4);
    if (removed(device)) return REMOVED;
    if (!device->open) return NOT_LOGGED_IN;
    if (type != 1 || cipher > 512 || device->keys[1] == NULL) return FAIL;
    integer(blob, &cursor);
    integer(blob + 64, &cursor);
    ASN1_put_object(&cursor, 0, 32, V_ASN1_OCTET_STRING, 0);
    memcpy(cursor, blob + 128, 32);
    cursor += 32;
    ASN1_put_object(&cursor, 0, (int)cipher, V_ASN1_OCTET_STRING, 0);
    memcpy(cursor, blob + 164, cipher);
    cursor += cipher;
    ASN1_put_object(&start, 1, (int)(cursor - body), V_ASN1_SEQUENCE, 0);
    memcpy(start, body, cursor - body);
    start += cursor - body;
    context = EVP_PKEY_CTX_new(device->keys[1], NULL);
    opened = EVP_PKEY_decrypt_init(context) == 1 && EVP_PKEY_decrypt(context, plain, &size, der, start - der) == 1;
    EVP_PKEY_CTX_free(context);
    if (!opened || *room < size) return FAIL;
    memcpy(output, plain, size);
    *room = (uint32_t)size;
    return OK;
}
#endif
