// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Something that is worked out once, by whoever asks first; others wait for it.
package final class Once<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)

  /// Nothing is worked out yet.
  package init() {}

  /// What was worked out, now or before.
  ///
  /// - Parameter workOut: works it out; must not ask for the same.
  /// - Returns: what the first who asked has worked out.
  package func value(_ workOut: () -> Value) -> Value {
    found.withLock { found in
      if let found { return found }
      let fresh = workOut()
      found = fresh
      return fresh
    }
  }

  /// Works it out, unless that is done or under way.
  ///
  /// - Parameter workOut: works it out; must not ask for the same.
  package func begin(_ workOut: () -> Value) {
    _ = found.withLockIfAvailable { found in
      if found == nil { found = workOut() }
    }
  }
}

/// Things that are worked out once each, several at a time.
package final class OnceByKey<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let cells = Mutex<[Key: Once<Value>]>([:])

  /// Nothing is worked out yet.
  package init() {}

  /// What was worked out for a key, now or before.
  ///
  /// - Parameters:
  ///   - key: what tells it from others.
  ///   - workOut: works it out; must not ask for the same.
  /// - Returns: what the first who asked has worked out.
  package func value(_ key: Key, _ workOut: () -> Value) -> Value { cell(key).value(workOut) }

  /// Works out what is wanted for a key, unless that is done or under way.
  ///
  /// - Parameters:
  ///   - key: what tells it from others.
  ///   - workOut: works it out; must not ask for the same.
  package func begin(_ key: Key, _ workOut: () -> Value) { cell(key).begin(workOut) }

  private func cell(_ key: Key) -> Once<Value> {
    cells.withLock { cells in
      if let known = cells[key] { return known }
      let fresh = Once<Value>()
      cells[key] = fresh
      return fresh
    }
  }

  /// Frees all of them.
  package func forget() { cells.withLock { $0 = [:] } }
}
