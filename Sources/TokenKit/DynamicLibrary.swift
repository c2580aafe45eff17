// DynamicLibrary.swift — a maker's library, loaded into our process (SECURITY.md says what that means). Never unloaded.
internal import FileKit
internal import Glibc
internal import Reporting

struct DynamicLibrary {
    private let handle: UnsafeMutableRawPointer

    /// - Parameter given: whether a person named the path.
    /// - Throws: TOKN-0004 where there is no such file, TOKN-0005 where it cannot be loaded.
    init(_ path: String, given: Bool) throws(Problem) {
        if path.contains("/"), Files.kind(of: path) == nil { throw .moduleMissing(path, given: given) }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            // without a folder the loader looks for it, and "not there" is all that usually happens
            if !given { throw .moduleMissing(path, given: false) }
            throw .moduleUnusable(path, dlerror().map { String(cString: $0) } ?? "dlopen")
        }
        self.handle = handle
    }

    func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }
}
