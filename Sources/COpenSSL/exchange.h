// exchange.h — one HTTP exchange with OpenSSL's own client, bounded in time and in bytes; TLS where asked for.
// Connecting is done here: OpenSSL 3.0 tries a refused connection again and again until time is up, and then has
// forgotten why.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <openssl/asn1t.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/httperr.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

enum {
    BIAO_STAGE_DONE,
    BIAO_STAGE_SETUP,   // before anything went out
    BIAO_STAGE_RESOLVE, // `detail` is getaddrinfo's
    BIAO_STAGE_CONNECT, // `detail` is errno; ETIMEDOUT where our time was up
    BIAO_STAGE_PROXY,
    BIAO_STAGE_EXCHANGE // OpenSSL's error queue tells
};

typedef struct {
    int stage, detail;
    int proxied;
    int overflow; // more bytes came than the limit allows
    unsigned char *answer; // freed with biao_free
    size_t count;
} biao_exchange;

typedef struct {
    size_t left; // bytes that may still arrive
    int overflow;
} biao_exchange_meter;

// OpenSSL 3.0 bounds the body and each header line, but not how many lines there are: this bounds all of it.
static inline long biao_exchange_count(
    BIO *bio, int operation, const char *bytes, size_t size, int argument, long number, int result, size_t *processed) {
    biao_exchange_meter *meter = (biao_exchange_meter *)BIO_get_callback_arg(bio);
    (void)bytes, (void)size, (void)argument, (void)number;
    if (operation != (BIO_CB_READ | BIO_CB_RETURN) || result <= 0 || processed == NULL) return result;
    if (*processed > meter->left) {
        meter->overflow = 1;
        *processed = 0;
        BIO_clear_retry_flags(bio);
        return 0;
    }
    meter->left -= *processed;
    return result;
}

// A connected, non-blocking socket, or -1. Resolving keeps the system's own time.
static inline int biao_exchange_connect(const char *host, const char *port, time_t deadline, biao_exchange *result) {
    struct addrinfo hints, *all = NULL, *each;
    int found = -1;
    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
    result->stage = BIAO_STAGE_RESOLVE;
    result->detail = getaddrinfo(host, port, &hints, &all);
    if (result->detail != 0) {
        hints.ai_flags = AI_NUMERICSERV; // AI_ADDRCONFIG hides addresses where there is no network beyond loopback
        result->detail = getaddrinfo(host, port, &hints, &all);
    }
    if (result->detail != 0) return -1;
    result->stage = BIAO_STAGE_CONNECT;
    for (each = all; each != NULL && found < 0; each = each->ai_next) {
        int s = socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, each->ai_protocol);
        int error = 0;
        if (s < 0) {
            result->detail = errno;
            continue;
        }
        if (connect(s, each->ai_addr, each->ai_addrlen) != 0) error = errno;
        if (error == EINPROGRESS) {
            struct pollfd wanted = {s, POLLOUT, 0};
            socklen_t size = sizeof error;
            int ready;
            do {
                time_t left = deadline - time(NULL);
                ready = left <= 0 ? 0 : poll(&wanted, 1, (int)(left > 3600 ? 3600 : left) * 1000);
            } while (ready < 0 && errno == EINTR);
            if (ready <= 0) error = ETIMEDOUT;
            else if (getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
        }
        if (error == 0) found = s;
        else {
            result->detail = error;
            close(s);
        }
    }
    freeaddrinfo(all);
    return found;
}

// TLS over a connection: the roots of the system (or SSL_CERT_FILE), the name or address checked, TLS 1.2 at least.
static inline BIO *biao_exchange_secure(BIO *bio, const char *server, SSL_CTX *context) {
    BIO *layer = BIO_new(BIO_f_ssl());
    SSL *session = SSL_new(context);
    X509_VERIFY_PARAM *checks = session == NULL ? NULL : SSL_get0_param(session);
    int named = 0;
    if (layer != NULL && checks != NULL) {
        X509_VERIFY_PARAM_set_hostflags(checks, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        named = X509_VERIFY_PARAM_set1_ip_asc(checks, server) == 1
            || (X509_VERIFY_PARAM_set1_host(checks, server, 0) == 1 && SSL_set_tlsext_host_name(session, server) == 1);
    }
    if (!named) {
        BIO_free(layer);
        SSL_free(session);
        return NULL;
    }
    SSL_set_connect_state(session);
    BIO_set_ssl(layer, session, BIO_CLOSE);
    return BIO_push(layer, bio);
}

static inline BIO *biao_exchange_ask(
    BIO *bio, const char *server, const char *host, const char *port, const char *path, const char *type,
    const char *expected, const unsigned char *body, size_t count, size_t limit, int timeout) {
    const unsigned char *cursor = body;
    ASN1_TYPE *value = d2i_ASN1_TYPE(NULL, &cursor, (long)count);
    OSSL_HTTP_REQ_CTX *request = OSSL_HTTP_REQ_CTX_new(bio, bio, 0);
    BIO *answer = NULL;
    if (value != NULL && request != NULL && OSSL_HTTP_REQ_CTX_set_request_line(request, 1, server, port, path)
        && OSSL_HTTP_REQ_CTX_add1_header(request, "Host", host)
        && OSSL_HTTP_REQ_CTX_add1_header(request, "Accept", expected)
        && OSSL_HTTP_REQ_CTX_set_expected(request, expected, 1, timeout, 0)) {
        OSSL_HTTP_REQ_CTX_set_max_response_length(request, limit);
        if (OSSL_HTTP_REQ_CTX_set1_req(request, type, ASN1_ITEM_rptr(ASN1_ANY), (const ASN1_VALUE *)value))
            answer = OSSL_HTTP_REQ_CTX_exchange(request);
        if (answer != NULL) BIO_up_ref(answer);
    }
    OSSL_HTTP_REQ_CTX_free(request);
    ASN1_TYPE_free(value);
    return answer;
}

// POSTs one ASN.1 value and takes one back. Proxies are taken from the environment as OpenSSL does; redirections are
// never followed. `timeout` is in seconds, over all of it.
static inline biao_exchange biao_http_post(
    const char *server, const char *host, const char *port, const char *path, int tls, int timeout, size_t limit,
    const char *type, const char *expected, const unsigned char *body, size_t count) {
    biao_exchange result;
    biao_exchange_meter meter = {limit + 32768, 0}; // headers, and what TLS adds
    time_t deadline = time(NULL) + timeout;
    const char *proxy = OSSL_HTTP_adapt_proxy(NULL, NULL, server, tls);
    char *proxy_host = NULL, *proxy_port = NULL;
    SSL_CTX *context = NULL;
    BIO *bio = NULL, *secured, *answer;
    int s;
    memset(&result, 0, sizeof result);
    result.stage = BIAO_STAGE_SETUP;
    result.proxied = proxy != NULL;
    if (proxy != NULL && !OSSL_HTTP_parse_url(proxy, NULL, NULL, &proxy_host, &proxy_port, NULL, NULL, NULL, NULL)) {
        result.stage = BIAO_STAGE_PROXY;
        return result;
    }
    if (tls) {
        context = SSL_CTX_new(TLS_client_method());
        if (context == NULL || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1
            || SSL_CTX_set_default_verify_paths(context) != 1)
            goto end;
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    }
    s = biao_exchange_connect(
        proxy == NULL ? server : proxy_host, proxy == NULL ? port : proxy_port, deadline, &result);
    if (s < 0) goto end;
    bio = BIO_new_socket(s, BIO_CLOSE);
    if (bio == NULL) {
        close(s);
        goto end;
    }
    BIO_set_nbio(bio, 1);
    BIO_set_callback_arg(bio, (char *)&meter);
    BIO_set_callback_ex(bio, biao_exchange_count);
    timeout = (int)(deadline - time(NULL));
    if (timeout < 1) timeout = 1;
    if (tls) {
        result.stage = BIAO_STAGE_PROXY;
        if (proxy != NULL && !OSSL_HTTP_proxy_connect(bio, server, port, NULL, NULL, timeout, NULL, "biao")) goto end;
        result.stage = BIAO_STAGE_SETUP;
        secured = biao_exchange_secure(bio, server, context);
        if (secured == NULL) goto end;
        bio = secured;
    }
    result.stage = BIAO_STAGE_EXCHANGE;
    answer = biao_exchange_ask(
        bio, proxy != NULL && !tls ? server : NULL, host, port, path, type, expected, body, count, limit, timeout);
    result.overflow = meter.overflow;
    if (answer != NULL) {
        unsigned char *data = NULL;
        long length = BIO_get_mem_data(answer, (char **)&data);
        if (length > 0 && (size_t)length <= limit && (result.answer = OPENSSL_malloc((size_t)length)) != NULL) {
            memcpy(result.answer, data, (size_t)length);
            result.count = (size_t)length;
            result.stage = BIAO_STAGE_DONE;
        }
        BIO_free(answer);
    }
end:
    BIO_free_all(bio);
    SSL_CTX_free(context);
    OPENSSL_free(proxy_host);
    OPENSSL_free(proxy_port);
    return result;
}
