// RowReading.swift — values out of rows (取值): of the type that they should have, or an error, as a file that strangers touched may hold anything.
internal import GRDB

struct WrongType: Error {
    var column: String
}

extension Row {
    func read<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        guard let value: Value = try readIfAny(column) else { throw WrongType(column: column) }
        return value
    }

    /// Nil for NULL.
    func readIfAny<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
        guard hasColumn(column) else { throw WrongType(column: column) }
        let stored: DatabaseValue = self[column]
        guard !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw WrongType(column: column) }
        return value
    }
}
