// shim.h — the part of PKCS#11 2.40 (OASIS; "Cryptoki") that biao calls: a few types, and the head of the function table.
// Declared by ourselves after the specification, with names of our own. No module is linked: they are loaded at run time.
#pragma once

typedef unsigned long biao_ck_ulong;

typedef struct {
    unsigned char major, minor;
} biao_ck_version;

// CK_TOKEN_INFO; texts are filled up with spaces.
typedef struct {
    unsigned char label[32], manufacturer[32], model[16], serial[16];
    biao_ck_ulong flags;
    biao_ck_ulong counts[10];
    biao_ck_version hardware, firmware;
    unsigned char time[16];
} biao_ck_token_info;

// CK_SESSION_INFO
typedef struct {
    biao_ck_ulong slot, state, flags, device_error;
} biao_ck_session_info;

// CK_ATTRIBUTE
typedef struct {
    biao_ck_ulong type;
    void *value;
    biao_ck_ulong count;
} biao_ck_attribute;

// CK_C_INITIALIZE_ARGS
typedef struct {
    void *create, *destroy, *lock, *unlock;
    biao_ck_ulong flags;
    void *reserved;
} biao_ck_initialize_args;

// CK_FUNCTION_LIST up to C_FindObjectsFinal, in the specification's order; what is not called is a plain pointer.
typedef struct {
    biao_ck_version version;
    biao_ck_ulong (*initialize)(void *args);
    void *finalize, *get_info, *get_function_list;
    biao_ck_ulong (*get_slot_list)(unsigned char present, biao_ck_ulong *slots, biao_ck_ulong *count);
    void *get_slot_info;
    biao_ck_ulong (*get_token_info)(biao_ck_ulong slot, biao_ck_token_info *info);
    void *get_mechanism_list, *get_mechanism_info, *init_token, *init_pin, *set_pin;
    biao_ck_ulong (*open_session)(
        biao_ck_ulong slot, biao_ck_ulong flags, void *application, void *notify, biao_ck_ulong *session);
    biao_ck_ulong (*close_session)(biao_ck_ulong session);
    void *close_all_sessions;
    biao_ck_ulong (*get_session_info)(biao_ck_ulong session, biao_ck_session_info *info);
    void *get_operation_state, *set_operation_state;
    biao_ck_ulong (*login)(biao_ck_ulong session, biao_ck_ulong user, const void *pin, biao_ck_ulong count);
    void *logout, *create_object, *copy_object, *destroy_object, *get_object_size;
    biao_ck_ulong (*get_attribute_value)(
        biao_ck_ulong session, biao_ck_ulong object, biao_ck_attribute *attributes, biao_ck_ulong count);
    void *set_attribute_value;
    biao_ck_ulong (*find_objects_init)(biao_ck_ulong session, biao_ck_attribute *attributes, biao_ck_ulong count);
    biao_ck_ulong (*find_objects)(
        biao_ck_ulong session, biao_ck_ulong *objects, biao_ck_ulong room, biao_ck_ulong *count);
    biao_ck_ulong (*find_objects_final)(biao_ck_ulong session);
} biao_ck_functions;
