// XPathBrake.swift — ends a run of expressions from another thread: libxml2 itself looks at no clock.
internal import CLibXML2
internal import Synchronization

/// Stops the evaluation of a run at its next step, and every one after it. Of use as long as one likes: a run that is gone
/// is left alone.
package final class XPathBrake: Sendable {
    private struct State: @unchecked Sendable {
        var context: xmlXPathContextPtr?
        var isPulled = false
    }

    private let state: Mutex<State>

    init(_ context: xmlXPathContextPtr) {
        state = Mutex(State(context: context))
    }

    package func pull() {
        state.withLock { state in
            state.isPulled = true
            if let context = state.context { biao_xpath_stop(context) }
        }
    }

    var isPulled: Bool { state.withLock { $0.isPulled } }

    /// Sets how many steps the next evaluation may take; false once the brake was pulled.
    func allow(_ steps: Int) -> Bool {
        state.withLock { state in
            guard !state.isPulled else { return false }
            state.context?.pointee.opLimit = UInt(steps)
            return true
        }
    }

    func release() {
        state.withLock { $0.context = nil }
    }
}
