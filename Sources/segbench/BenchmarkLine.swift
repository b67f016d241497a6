// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// One line of a benchmark's result.
struct BenchmarkLine {
  let what: String
  let rows: Int
  let threads: Int
  let seconds: [Double]
  /// Answers that other programs must agree with, in the order shown.
  var answers: [(name: String, value: Double)] = []

  /// The line, ended by a line feed.
  var json: String {
    let sorted = seconds.sorted()
    let median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    let all = seconds.map { "\($0)" }.joined(separator: ", ")
    let shown = answers.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ")
    return "{\"program\": \"segbench\", \"what\": \"\(what)\", \"rows\": \(rows), "
      + "\"threads\": \(threads), \"seconds\": \(median), \"all_seconds\": [\(all)], "
      + "\"answers\": {\(shown)}, \"peak_rss_mib\": \(Self.peakMemory)}\n"
  }

  /// The most memory the process has held, in MiB.
  static var peakMemory: Int {
    var usage = rusage()
    // 0 asks for the process itself; the C library's enumeration does not convert to its own type.
    getrusage(0, &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}
