// FolderFiles.swift — the files of a workspace as checks read them, under the names that they get in the container.
import Checks
import FileKit
import Reporting
import Workspace

/// The files of a workspace under the names that they get in the container.
struct FolderFiles: SubjectFiles {
    private let files: [WorkspaceFile]

    init(_ files: [WorkspaceFile]) {
        self.files = files
    }

    var list: [SubjectFile] { files.map { SubjectFile(name: $0.name, size: $0.size) } }

    func read(_ name: String, limit: Int) throws(Problem) -> [UInt8] {
        guard let file = files.first(where: { $0.name == name }) else { throw .noSuchFile(name) }
        return try Files.read(file.path, limit: limit)
    }
}
