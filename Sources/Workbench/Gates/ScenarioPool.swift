// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Runs several scenarios side by side: many one beside the other, a few with several tasks each.
///
/// What comes of them does not depend on it.
public enum ScenarioPool {
  /// Runs checks.
  ///
  /// - Parameters:
  ///   - checks: the checks.
  ///   - threads: how many tasks work at once, over all of them.
  ///   - wantedPower: the power whose size is wanted, if any.
  ///   - progress: how far they are.
  /// - Returns: the verdicts, in the order of the checks.
  /// - Throws: `RunCancelled` when they were asked to stop.
  public static func checked(
    _ checks: [ScenarioCheck], threads: Int, wantedPower: Double? = nil, progress: RunProgress
  ) async throws(RunCancelled) -> [CheckedScenario] {
    try await each(checks, threads: threads) { check, threads async throws(RunCancelled) in
      try await check.run(threads: threads, wantedPower: wantedPower, progress: progress)
    }
  }

  /// Makes baselines.
  ///
  /// - Parameters:
  ///   - makings: what makes them.
  ///   - threads: how many tasks work at once, over all of them.
  ///   - progress: how far they are.
  /// - Returns: the baselines, in the order of what makes them.
  /// - Throws: `RunCancelled` when they were asked to stop.
  public static func baselines(
    _ makings: [BaselineMaking], threads: Int, progress: RunProgress
  ) async throws(RunCancelled) -> [Baseline] {
    try await each(makings, threads: threads) { making, threads async throws(RunCancelled) in
      try await making.baseline(threads: threads, progress: progress)
    }
  }

  private static func each<Item: Sendable, Made: Sendable>(
    _ items: [Item], threads: Int,
    _ make: @escaping @Sendable (Item, Int) async throws(RunCancelled) -> Made
  ) async throws(RunCancelled) -> [Made] {
    let workers = min(threads, max(1, items.count))
    let pool = IndexPool(items.count)
    let each = max(1, threads / workers)
    let parts = await withTaskGroup(of: [(Int, Made?)].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var made: [(Int, Made?)] = []
          while let index = pool.take() {
            made.append((index, try? await make(items[index], each)))
          }
          return made
        }
      }
      var parts: [(Int, Made?)] = []
      for await part in group { parts += part }
      return parts
    }
    let made = parts.sorted { $0.0 < $1.0 }.compactMap(\.1)
    guard made.count == items.count else { throw RunCancelled() }
    return made
  }
}
