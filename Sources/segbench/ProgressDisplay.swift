// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Reporting
import Workbench

/// Shows how far a run is, on a terminal only.
///
/// It works on a queue of its own, which has a thread of its own: workers may hold all threads that
/// tasks have.
final class ProgressDisplay {
  private let queue = DispatchQueue(label: "progress")
  private var timer: (any DispatchSourceTimer)?
  private var line = ProgressLine(isTerminal: true, width: Terminal.width ?? 80)

  /// Shows the progress until it is finished.
  ///
  /// - Parameters:
  ///   - progress: the run.
  ///   - isShown: whether anything is shown at all.
  init(_ progress: RunProgress, isShown: Bool) {
    guard isShown else { return }
    let start = ContinuousClock.now
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now(), repeating: .milliseconds(100))
    timer.setEventHandler { [unowned self] in
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      Terminal.complain(
        line.update(done: progress.done, of: max(1, progress.total), seconds: seconds))
    }
    timer.resume()
    self.timer = timer
  }

  deinit { finish() }

  /// Clears the line.
  func finish() {
    guard let timer else { return }
    timer.cancel()
    queue.sync { Terminal.complain(line.finish()) }
    self.timer = nil
  }
}
