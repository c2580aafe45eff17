// shim.h — what glibc has for starting programs and declares only with _GNU_SOURCE, which Swift's own import of it lacks.
#pragma once
#include <spawn.h>

/// glibc 2.9: a pipe whose ends carry the flags from the first moment, whatever other threads start meanwhile.
extern int pipe2(int ends[2], int flags);
/// glibc 2.29: the folder in which the program starts.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
/// glibc 2.34: closes every descriptor from `from` on.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

#include <sys/syscall.h>
extern long syscall(long number, ...);

/// Linux 5.3: a descriptor of a process, which can be read from when it has ended; -1 where there is no such process.
static inline int biao_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
/// Linux 5.1: a signal to that very process, though its number may have become another's.
static inline int biao_pidfd_send_signal(int process, int number) {
    return (int)syscall(SYS_pidfd_send_signal, process, number, (void *)0, 0);
}
