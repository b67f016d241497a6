// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// How far a run is, for whoever watches it, and whether it should stop.
public final class RunProgress: Sendable {
  private let finished = Atomic<Int>(0)
  private let expected = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)

  /// Makes the progress of a run that has not begun.
  public init() {}

  /// Customer-months that have been run.
  public var done: Int { finished.load(ordering: .relaxed) }
  /// Customer-months there are to run, about.
  public var total: Int { expected.load(ordering: .relaxed) }
  /// Whether the run should stop at the next block.
  public var isCancelled: Bool { stopping.load(ordering: .relaxed) }

  /// Asks the run to stop.
  public func cancel() { stopping.store(true, ordering: .relaxed) }

  func expect(_ count: Int) { expected.add(count, ordering: .relaxed) }
  func finish(_ count: Int) { finished.add(count, ordering: .relaxed) }
}

/// A run was asked to stop before it was done.
public struct RunCancelled: Error {
  /// Makes the error.
  public init() {}
}
