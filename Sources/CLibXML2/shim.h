// shim.h — libxml2, and what Swift cannot import of it by itself.
#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 names ICU's types in one structure that we never touch; ICU's headers clash with Foundation's own.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// libxml2 must never open a file or a connection by itself: every such request gets nothing.
static inline xmlParserInputPtr biao_xml_load_nothing(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url, (void)id, (void)context;
    return NULL;
}

static inline void biao_xml_start(void) {
    xmlInitParser();
    xmlSchemaInitTypes();
    xmlSetExternalEntityLoader(biao_xml_load_nothing);
}

// A variadic function, which Swift cannot write: swallows what would go to standard error.
static inline void biao_xml_say_nothing(void *context, const char *format, ...) {
    (void)context, (void)format;
}

// The error handlers of a thread; libxml2 keeps one set for each.
struct biao_xml_handlers {
    xmlStructuredErrorFunc structured;
    void *structuredContext;
    xmlGenericErrorFunc generic;
    void *genericContext;
};

static inline struct biao_xml_handlers biao_xml_handle_errors(xmlStructuredErrorFunc handler, void *context) {
    struct biao_xml_handlers old = {xmlStructuredError, xmlStructuredErrorContext, xmlGenericError,
                                    xmlGenericErrorContext};
    xmlSetStructuredErrorFunc(context, handler);
    xmlSetGenericErrorFunc(NULL, biao_xml_say_nothing);
    return old;
}

static inline void biao_xml_restore_handlers(struct biao_xml_handlers old) {
    xmlSetStructuredErrorFunc(old.structuredContext, old.structured);
    xmlSetGenericErrorFunc(old.genericContext, old.generic);
}

// The plug keeps the addresses of both fields until it is pulled, so they must be the fields themselves.
static inline xmlSchemaSAXPlugPtr biao_xml_plug(xmlSchemaValidCtxtPtr validation, xmlParserCtxtPtr parser) {
    return xmlSchemaSAXPlug(validation, &parser->sax, &parser->userData);
}

// xmlFree is a variable, which Swift 6 holds to be unsafe to read.
static inline void biao_xml_free(void *memory) {
    xmlFree(memory);
}

// Two macros that Swift does not import.
static inline void biao_xpath_fail(xmlXPathParserContextPtr parser, int code) {
    xmlXPathErr(parser, code);
}

static inline xmlXPathObjectPtr biao_xpath_pop(xmlXPathParserContextPtr parser) {
    return valuePop(parser);
}

static inline void biao_xpath_push(xmlXPathParserContextPtr parser, xmlXPathObjectPtr value) {
    valuePush(parser, value);
}

// Ends an evaluation that goes on in another thread, at its next step. 0 would mean that there is no limit.
static inline void biao_xpath_stop(xmlXPathContextPtr context) {
    __atomic_store_n(&context->opLimit, 1, __ATOMIC_SEQ_CST);
}

// Linear-time search (two-way); glibc declares it for _GNU_SOURCE only.
extern void *memmem(const void *text, size_t count, const void *part, size_t length);

static inline const void *biao_find(const void *text, size_t count, const void *part, size_t length) {
    return memmem(text, count, part, length);
}
