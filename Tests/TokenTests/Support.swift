// Support.swift — what the tests of tokens share.
import Reporting

/// The problem that `body` throws, nil where it throws none.
func problem(_ body: () throws(Problem) -> Void) -> Problem? {
    do throws(Problem) {
        try body()
        return nil
    } catch { return error }
}
