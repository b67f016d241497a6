// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Laws of a number that evolves, worked out when first asked for and shared by all months.
final class LagTables: Sendable {
  private let memory = Mutex<[[Int]: [[Double]]]>([:])
  private let answers = Mutex<AnswerTable?>(nil)

  /// The rows of a law.
  ///
  /// - Parameters:
  ///   - key: what tells laws apart.
  ///   - workOut: works it out; nothing where a parameter is impossible.
  /// - Returns: the rows.
  func rows(_ key: [Int], _ workOut: () -> [[Double]]?) -> [[Double]]? {
    if let known = memory.withLock({ $0[key] }) { return known }
    guard let found = workOut() else { return nil }
    memory.withLock { $0[key] = found }
    return found
  }

  /// The chances of the sums of the number's questionnaire.
  ///
  /// - Parameter response: how answers follow from the number.
  /// - Returns: the table.
  func answers(_ response: LikertResponse) -> AnswerTable {
    answers.withLock { known in
      let table = known ?? AnswerTable(response)
      known = table
      return table
    }
  }

  /// Frees all rows.
  func forget() {
    memory.withLock { $0 = [:] }
    answers.withLock { $0 = nil }
  }
}
