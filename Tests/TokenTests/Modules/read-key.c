// read-key.c — MODULE TOKEN PIN ATTRIBUTE: logs in, asks each private key for a secret attribute, prints what the token answers.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long ulong_t;
typedef struct {
    ulong_t type;
    void *value;
    ulong_t count;
} attribute_t;

int main(int count, char **arguments) {
    void *library = count == 5 ? dlopen(arguments[1], RTLD_NOW) : NULL, **call;
    ulong_t slots[64], slot_count = 64, session = 0, objects[64], object_count = 0, private_key = 3;
    attribute_t class = {0, &private_key, sizeof private_key};
    if (library == NULL || ((ulong_t(*)(void ***))dlsym(library, "C_GetFunctionList"))(&call)) return 1;
    // C_Initialize is number 1 of the function list
    if (((ulong_t(*)(void *))call[1])(NULL) || ((ulong_t(*)(int, ulong_t *, ulong_t *))call[5])(1, slots, &slot_count)) return 2;
    for (ulong_t i = 0; i < slot_count && session == 0; i++) {
        unsigned char info[512];
        size_t length = strlen(arguments[2]);
        if (((ulong_t(*)(ulong_t, void *))call[7])(slots[i], info)) return 3;
        if (memcmp(info, arguments[2], length) == 0 && info[length] == ' ')
            ((ulong_t(*)(ulong_t, ulong_t, void *, void *, ulong_t *))call[13])(slots[i], 4, NULL, NULL, &session);
    }
    if (((ulong_t(*)(ulong_t, ulong_t, void *, ulong_t))call[19])(session, 1, arguments[3], strlen(arguments[3]))) return 4;
    ((ulong_t(*)(ulong_t, attribute_t *, ulong_t))call[27])(session, &class, 1);
    ((ulong_t(*)(ulong_t, ulong_t *, ulong_t, ulong_t *))call[28])(session, objects, 64, &object_count);
    for (ulong_t i = 0; i < object_count; i++) {
        unsigned char secret[1024];
        attribute_t asked = {strtoul(arguments[4], NULL, 0), secret, sizeof secret};
        printf("0x%lx\n", ((ulong_t(*)(ulong_t, ulong_t, attribute_t *, ulong_t))call[25])(session, objects[i], &asked, 1));
    }
    return 0;
}
