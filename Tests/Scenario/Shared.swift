// Shared.swift — what several tests read and none writes: made when the first one asks, once for each key (a suite, say).
import Synchronization

package final class Shared<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Its lock is held while the value is made: who asks for the same waits, who asks for another does not.
    private final class Slot: Sendable {
        let made = Mutex<Result<Value, any Error>?>(nil)
    }

    private let slots = Mutex<[Key: Slot]>([:])
    private let make: @Sendable (Key) throws -> Value

    package init(_ make: @escaping @Sendable (Key) throws -> Value) { self.make = make }

    package func callAsFunction(_ key: Key) throws -> Value {
        let slot = slots.withLock { all in
            if let known = all[key] { return known }
            let new = Slot()
            all[key] = new
            return new
        }
        return try slot.made.withLock { made in
            if let made { return made }
            let result = Result { try make(key) }
            made = result
            return result
        }.get()
    }
}
