// shim.h — libzip, which writes; zlib, which inflates and sums what we read; and what Swift cannot import of them by itself.
#pragma once
#include <zip.h>
#include <zlib.h>

// The commands that a source of an entry's bytes answers (variadic in libzip).
static inline zip_int64_t biao_zip_feed_commands(void) {
    return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                          ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
}

// The commands that a place to write an archive to answers.
static inline zip_int64_t biao_zip_sink_commands(void) {
    return ZIP_SOURCE_SUPPORTS_WRITABLE;
}

// inflateInit for data with zlib's own frame (a macro in zlib).
static inline int biao_inflate_init_framed(z_stream *stream) {
    return inflateInit2(stream, MAX_WBITS);
}

// inflateInit2 for raw deflate data (a macro in zlib).
static inline int biao_inflate_init(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}
