// Instant.swift — a moment of time to the second, shown with its zone. Read from a clock that is passed in.

/// A moment, in whole seconds since 1970-01-01T00:00:00Z. Shown in China Standard Time (+08:00).
package struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

    package func adding(minutes: Int) -> Instant { Instant(seconds: seconds + Int64(minutes) * 60) }
    package func adding(days: Int) -> Instant { Instant(seconds: seconds + Int64(days) * 86_400) }
}

/// Where the time comes from. Commands read it here and nowhere else, so that a test can set it.
package struct TimeSource: Sendable {
    package let now: @Sendable () -> Instant

    package init(_ now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    /// A clock that stands still.
    package static func fixed(_ instant: Instant) -> TimeSource {
        TimeSource { instant }
    }
}
