// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Reporting
import Workbench

/// Shows how far a run is, on a terminal only.
struct ProgressDisplay {
  private let task: Task<Void, Never>?

  /// Shows the progress until it is finished.
  ///
  /// - Parameters:
  ///   - progress: the run.
  ///   - isShown: whether anything is shown at all.
  init(_ progress: RunProgress, isShown: Bool) {
    guard isShown else {
      task = nil
      return
    }
    let width = Terminal.width ?? 80
    task = Task.detached {
      var line = ProgressLine(isTerminal: true, width: width)
      let start = ContinuousClock.now
      while !Task.isCancelled {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Terminal.complain(
          line.update(done: progress.done, of: max(1, progress.total), seconds: seconds))
        try? await Task.sleep(for: .milliseconds(100))
      }
      Terminal.complain(line.finish())
    }
  }

  /// Clears the line.
  func finish() async {
    task?.cancel()
    await task?.value
  }
}
