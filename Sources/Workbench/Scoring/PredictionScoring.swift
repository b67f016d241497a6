// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// Counts rows of predictions by month, and customers over their months.
struct PredictionScoring {
  /// Rows that could be scored.
  private(set) var scored = 0
  /// Rows whose truth or estimate is empty.
  private(set) var empty = 0
  /// Where a customer stands for the second time in a month.
  private(set) var duplicateLine: Int?

  private let scheme: SegmentScheme
  private let classifier: String
  private let months: [Month]
  private let final: [SegmentIndex]
  private var tallies: [ClassificationTally] = []
  private var probabilities: [ClassificationTally] = []
  private var clustered: ClusteredTally?
  private var clusters: ClusteredCounts?

  /// Starts.
  ///
  /// - Parameters:
  ///   - scheme: the segments in their final order.
  ///   - classifier: what the estimates are called.
  ///   - months: months by number; empty without.
  ///   - final: the final index of each segment number.
  init(_ scheme: SegmentScheme, classifier: String, months: [Month], final: [SegmentIndex]) {
    self.scheme = scheme
    self.classifier = classifier
    self.months = months
    self.final = final
  }

  /// Counts all rows.
  ///
  /// - Parameter reader: the rows.
  /// - Returns: false when a customer stands twice in a month.
  mutating func count(_ reader: PredictionReader) -> Bool {
    var holding: Evidence = .counts
    if !reader.rows.weights.isEmpty { holding.insert(.weights) }
    if reader.hasCustomers, !months.isEmpty { holding.insert(.history) }
    let empty = TallyFeed(segments: scheme.segments.count, holding: holding)
    var feeds = Array(repeating: empty, count: max(1, months.count))
    let rows = reader.rows
    if reader.hasCustomers {
      guard countCustomers(rows, reader.customers.count, into: &feeds) else { return false }
    } else {
      for row in rows.truth.indices { feeds[rows.month(row)].add(self.row(row, of: rows)) }
    }
    tallies = feeds.indices.map { feeds[$0].finish() }
    scored = tallies.reduce(0) { $0 + $1.scored }
    self.empty = tallies.reduce(0) { $0 + $1.passedOver }
    return true
  }

  /// Takes over what was counted of probabilities while reading.
  mutating func addProbabilities(_ feeds: [TallyFeed]) {
    var feeds = feeds
    probabilities = feeds.indices.map { feeds[$0].finish() }
  }

  private func row(_ row: Int, of rows: PredictionRows) -> TallyFeed.Row {
    TallyFeed.Row(
      truth: index(rows.truth[row]), estimate: index(rows.estimate[row]),
      weight: rows.weights.isEmpty ? 0 : rows.weights[row])
  }

  private func index(_ number: SegmentIndex) -> SegmentIndex {
    number == ConfusionMatrix.notScored ? number : final[Int(number)]
  }

  /// Counts customer by customer, each in the order of months.
  private mutating func countCustomers(
    _ rows: PredictionRows, _ count: Int, into feeds: inout [TallyFeed]
  ) -> Bool {
    let order = CustomerOrder(rows.customers, count: count)
    var holding: Evidence = .counts
    if !rows.weights.isEmpty { holding.insert(.weights) }
    var histories = HistoryFeed(segments: scheme.segments.count, holding, months: months)
    for customer in 0..<count {
      let own = order.rows[order.starts[customer]..<order.starts[customer + 1]].map { Int($0) }
        .sorted { (month(rows, $0), $0) < (month(rows, $1), $1) }
      var previous: (month: Month, row: TallyFeed.Row)?
      var (errors, scored) = (0, 0)
      for number in own {
        var row = row(number, of: rows)
        let month = month(rows, number)
        if let previous {
          if previous.month == month {
            duplicateLine = Int(rows.lines[number])
            return false
          }
          if month - previous.month == 1 {
            row.previousTruth = previous.row.truth
            row.previousEstimate = previous.row.estimate
          }
        }
        feeds[rows.month(number)].add(row)
        histories.add(row, month: month)
        if row.truth != ConfusionMatrix.notScored, row.estimate != ConfusionMatrix.notScored {
          scored += 1
          errors += row.truth == row.estimate ? 0 : 1
        }
        previous = (month, row)
      }
      histories.endCustomer(errors: errors, months: scored)
    }
    (clustered, clusters) = histories.finish()
    return true
  }

  private func month(_ rows: PredictionRows, _ row: Int) -> Month {
    months.isEmpty ? Month(ordinal: 0) : months[rows.month(row)]
  }

  /// Segments that are estimated but never true, with how often, as where a name is misspelt.
  var neverTrue: [(segment: String, count: Int)] {
    guard var total = tallies.first?.confusion else { return [] }
    for tally in tallies.dropFirst() { total += tally.confusion }
    return scheme.segments.indices.compactMap { segment in
      let count = total.estimateCounts[segment]
      return total.truthCounts[segment] == 0 && count > 0 ? (scheme.segments[segment], count) : nil
    }
  }

  /// Every measurement.
  ///
  /// - Parameter rows: counts of rows by name.
  /// - Returns: the table, sorted.
  func table(rows: [(name: String, count: Int)]) -> MeasurementTable {
    var assembly = PredictionAssembly(scheme, classifier: classifier)
    assembly.add(tallies, probabilities, months: months, clustered: clustered, clusters)
    for (name, count) in rows { assembly.add(name, count) }
    return assembly.sorted
  }
}
