// other-engine.c — an OpenSSL engine of libp11's name that is not libp11: it knows no MODULE_PATH.
#include <openssl/engine.h>

static int bind(ENGINE *engine, const char *name) { return name != NULL && ENGINE_set_id(engine, name); }
IMPLEMENT_DYNAMIC_CHECK_FN()
IMPLEMENT_DYNAMIC_BIND_FN(bind)
