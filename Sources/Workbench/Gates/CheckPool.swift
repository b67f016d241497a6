// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Runs the checks of several scenarios side by side.
public enum CheckPool {
  /// Runs checks.
  ///
  /// Many scenarios are run one beside the other, a few with several tasks each; verdicts are the same.
  ///
  /// - Parameters:
  ///   - checks: the checks.
  ///   - threads: how many tasks work at once, over all of them.
  ///   - wantedPower: the power whose size is wanted, if any.
  ///   - progress: how far they are.
  /// - Returns: the verdicts, in the order of the checks.
  /// - Throws: `RunCancelled` when they were asked to stop.
  public static func run(
    _ checks: [ScenarioCheck], threads: Int, wantedPower: Double? = nil, progress: RunProgress
  ) async throws(RunCancelled) -> [CheckedScenario] {
    let workers = min(threads, max(1, checks.count))
    let pool = IndexPool(checks.count)
    let each = max(1, threads / workers)
    let parts = await withTaskGroup(of: [(Int, CheckedScenario?)].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var found: [(Int, CheckedScenario?)] = []
          while let index = pool.take() {
            let checked = try? await checks[index].run(
              threads: each, wantedPower: wantedPower, progress: progress)
            found.append((index, checked))
          }
          return found
        }
      }
      var parts: [(Int, CheckedScenario?)] = []
      for await part in group { parts += part }
      return parts
    }
    let checked = parts.sorted { $0.0 < $1.0 }.compactMap(\.1)
    guard checked.count == checks.count else { throw RunCancelled() }
    return checked
  }
}
