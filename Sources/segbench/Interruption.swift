// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Workbench

/// Turns Ctrl-C, a polite kill and a closed terminal into a request to stop, so that nothing is left half written.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Listens from now on.
  ///
  /// - Parameter progress: the run that is to stop.
  init(stopping progress: RunProgress) {
    // A queue of its own has a thread of its own; workers may hold all threads of the global one.
    let queue = DispatchQueue(label: "interruption")
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { progress.cancel() }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}
