// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Workbench

/// Turns Ctrl-C and a polite kill into a request to stop, so that nothing is left half written.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Listens from now on.
  ///
  /// - Parameter progress: the run that is to stop.
  init(stopping progress: RunProgress) {
    // A queue of its own has a thread of its own; workers may hold all threads of the global one.
    let queue = DispatchQueue(label: "interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { progress.cancel() }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
