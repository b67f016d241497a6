// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Laws of a number that evolves, worked out when first asked for and shared by all months.
final class LagTables: Sendable {
  private let memory = Mutex<[[Int]: [[Double]]]>([:])

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

  /// Frees all rows.
  func forget() { memory.withLock { $0 = [:] } }
}
