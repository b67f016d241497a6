// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Masses of one group in one month that all who work out posteriors remember together.
///
/// Beside what each remembers for itself: what one has worked out no other needs to.
final class SharedMasses: Sendable {
  /// Who finds a value in what it remembers itself does not ask here, so that little found tells little.
  private let memory = Mutex(RememberedMasses(givesUp: false))

  /// Puts back the masses of what was seen.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending; always the same ones.
  ///   - width: how many masses each law has.
  ///   - masses: receives them, law by law.
  /// - Returns: the logarithm of the factor they lack; nothing for what is new.
  func recall(
    _ key: RememberedMasses.Key, _ laws: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double? {
    memory.withLock { $0.recall(key, laws, width, into: &masses) }
  }

  /// Remembers masses, as far as there is room.
  ///
  /// - Parameters:
  ///   - key: what was seen.
  ///   - laws: the laws that have masses, ascending; always the same ones.
  ///   - width: how many masses each law has.
  ///   - masses: all masses, law by law.
  ///   - scale: the logarithm of the factor they lack.
  func remember(
    _ key: RememberedMasses.Key, _ laws: [Int], _ width: Int, _ masses: [Double], scale: Double
  ) {
    memory.withLock { $0.remember(key, laws, width, masses, scale: scale) }
  }
}
