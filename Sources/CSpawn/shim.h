// shim.h — what glibc has for starting programs and declares only with _GNU_SOURCE, which Swift's own import of it lacks.
#pragma once
#include <spawn.h>

/// glibc 2.9: a pipe whose ends carry the flags from the first moment, whatever other threads start meanwhile.
extern int pipe2(int ends[2], int flags);
/// glibc 2.29: the folder in which the program starts.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
/// glibc 2.34: closes every descriptor from `from` on.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
