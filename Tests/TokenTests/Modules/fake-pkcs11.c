// fake-pkcs11.c — SoftHSM with troubles of its own, which a real token has and SoftHSM has not:
//   -DFLAGS=0x…     flags that every token shows as well (CKF_USER_PIN_…)
//   -DLOGIN=0x…     what C_Login answers, without trying
//   -DBROKEN=0x…    what signing, decrypting and deriving answer
//   -DHIDE          shows private keys to the first who looks for them, and to nobody after
//   -DSWITCH="…"    once this file is there the token is pulled out: CKR_DEVICE_REMOVED
#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong_t;

// CK_FUNCTION_LIST as a row of pointers: the version takes the first place, C_Initialize is number 1
enum { GetTokenInfo = 7, GetSessionInfo = 16, Login = 19, FindObjectsInit = 27, DecryptInit = 34, SignInit = 43, DeriveKey = 63, End = 69 };
static void *table[End], **real;

static int pulled(void) {
#ifdef SWITCH
    return access(SWITCH, F_OK) == 0;
#else
    return 0;
#endif
}

static ulong_t get_token_info(ulong_t slot, unsigned char *info) {
    ulong_t code, flags;
    if (pulled()) return 0xe0;
    code = ((ulong_t(*)(ulong_t, void *))real[GetTokenInfo])(slot, info);
#ifdef FLAGS
    memcpy(&flags, info + 96, sizeof flags);
    flags |= FLAGS;
    memcpy(info + 96, &flags, sizeof flags);
#endif
    (void)flags;
    return code;
}

static ulong_t get_session_info(ulong_t session, void *info) {
    return pulled() ? 0x32 : ((ulong_t(*)(ulong_t, void *))real[GetSessionInfo])(session, info);
}

static ulong_t login(ulong_t session, ulong_t user, void *pin, ulong_t count) {
#ifdef LOGIN
    return LOGIN;
#else
    return ((ulong_t(*)(ulong_t, ulong_t, void *, ulong_t))real[Login])(session, user, pin, count);
#endif
}

// CK_ATTRIBUTE
typedef struct {
    ulong_t type;
    void *value;
    ulong_t count;
} attribute_t;

static ulong_t find_objects_init(ulong_t session, attribute_t *template, ulong_t count) {
#ifdef HIDE
    static int searches;
    ulong_t nothing = 0x80000001;
    attribute_t none = {0, &nothing, sizeof nothing};
    for (ulong_t i = 0; i < count; i++)
        if (template[i].type == 0 && *(ulong_t *)template[i].value == 3 && searches++ > 0) template = &none, count = 1;
#endif
    return ((ulong_t(*)(ulong_t, void *, ulong_t))real[FindObjectsInit])(session, template, count);
}

static ulong_t trouble(void) {
    if (pulled()) return 0x32;
#ifdef BROKEN
    return BROKEN;
#else
    return 0;
#endif
}

static ulong_t decrypt_init(ulong_t session, void *mechanism, ulong_t key) {
    ulong_t code = trouble();
    return code ? code : ((ulong_t(*)(ulong_t, void *, ulong_t))real[DecryptInit])(session, mechanism, key);
}

static ulong_t sign_init(ulong_t session, void *mechanism, ulong_t key) {
    ulong_t code = trouble();
    return code ? code : ((ulong_t(*)(ulong_t, void *, ulong_t))real[SignInit])(session, mechanism, key);
}

static ulong_t derive_key(ulong_t session, void *mechanism, ulong_t key, void *template, ulong_t count, void *made) {
    ulong_t code = trouble();
    return code ? code
                : ((ulong_t(*)(ulong_t, void *, ulong_t, void *, ulong_t, void *))real[DeriveKey])(
                      session, mechanism, key, template, count, made);
}

ulong_t C_GetFunctionList(void **list) {
    void *library = dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW);
    ulong_t (*get)(void ***) = library ? (ulong_t(*)(void ***))dlsym(library, "C_GetFunctionList") : 0;
    if (get == 0 || get(&real) != 0) return 5;
    memcpy(table, real, sizeof table);
    table[GetTokenInfo] = get_token_info;
    table[GetSessionInfo] = get_session_info;
    table[Login] = login;
    table[FindObjectsInit] = find_objects_init;
    table[DecryptInit] = decrypt_init;
    table[SignInit] = sign_init;
    table[DeriveKey] = derive_key;
    *list = table;
    return 0;
}
