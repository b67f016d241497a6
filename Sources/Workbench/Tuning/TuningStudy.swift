// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// All candidates that were looked at, each once.
struct TuningStudy: Sendable {
  /// One candidate.
  struct Record: Sendable {
    /// One number for each value that moves.
    let point: [Double]
    /// What brought it up: the file, a line, a sweep, the global search, rounding.
    let origin: String
    /// The objective; nothing where it is undefined.
    let objective: Double?
    /// The conditions' values.
    let constraints: [Double?]
    /// The objective's standard error.
    let standardError: Double?
    /// The share of customer-months to whom it gives no segment.
    let without: Double
    /// Whether it was given up after a part of the customers, as it could not win.
    let isDropped: Bool
    /// What it is worth in all parts; nothing for one that was read from a file or given up.
    var score: CandidateScore?
  }

  private(set) var records: [Record] = []
  private var places: [[Double]: Int] = [:]
  private let tuning: TuningSpecification
  /// The position of the best one so far.
  private(set) var best: Int?
  /// The greatest share of customer-months that a candidate may leave without a segment, as they count in no
  /// error: what the file's own values leave; nothing for any.
  var mostWithout: Double?

  init(_ tuning: TuningSpecification) { self.tuning = tuning }

  /// The candidate of a point, if it was looked at.
  subscript(point point: [Double]) -> Record? { places[point].map { records[$0] } }

  /// The best candidate so far.
  var bestRecord: Record? { best.map { records[$0] } }

  /// Adds a candidate; one that is there already keeps its place and gets the score.
  mutating func add(_ record: Record) {
    if let place = places[record.point] {
      if records[place].score == nil { records[place].score = record.score }
      return
    }
    places[record.point] = records.count
    records.append(record)
    if best.map({ isBetter(record, than: records[$0]) }) ?? true { best = records.count - 1 }
  }

  /// How far a candidate misses its conditions, each as a part of its limit; 0 where it meets them.
  func shortfall(_ record: Record) -> Double {
    zip(tuning.constraints, record.constraints).reduce(0) { sum, pair in
      let (criterion, value) = pair
      let missed = criterion.shortfall(value)
      switch criterion.wish {
      case .least, .greatest: return sum
      case .atLeast(let limit), .atMost(let limit):
        return sum + missed / max(limit.magnitude, 1e-9)
      }
    }
  }

  /// Whether a candidate may be taken: judged to the end, defined, within its ranges and its order, giving as many
  /// customers a segment as the file's values do, and meeting every condition.
  func isAcceptable(_ record: Record) -> Bool {
    !record.isDropped && record.objective != nil && isAllowed(record) && excess(record) == 0
      && shortfall(record) == 0
  }

  /// Which share too many a candidate leaves without a segment.
  func excess(_ record: Record) -> Double { mostWithout.map { max(0, record.without - $0) } ?? 0 }

  /// Whether values lie within their ranges and ascend; what the file has need not.
  private func isAllowed(_ record: Record) -> Bool {
    zip(tuning.values, record.point).allSatisfy { $0.least...$0.greatest ~= $1 }
      && tuning.order.holds(record.point)
  }

  /// Whether a candidate is better than another: leaving fewer too many without a segment, nearer to its
  /// conditions, then of less loss.
  func isBetter(_ record: Record, than other: Record) -> Bool {
    if record.isDropped != other.isDropped { return other.isDropped }
    let (isAllowed, otherIs) = (isAllowed(record), isAllowed(other))
    if isAllowed != otherIs { return isAllowed }
    let (leaves, otherLeaves) = (excess(record), excess(other))
    if leaves != otherLeaves { return leaves < otherLeaves }
    let (own, theirs) = (shortfall(record), shortfall(other))
    if own != theirs { return own < theirs }
    return tuning.objective.loss(record.objective) < tuning.objective.loss(other.objective)
  }

  /// The candidates as a file: `candidates.csv`.
  ///
  /// - Parameter alike: the points that are as good as the best; nothing while that is not known.
  /// - Returns: the file.
  func csv(alike: Set<[Double]>? = nil) -> [UInt8] {
    var buffer = CSVBuffer()
    for heading in headings { buffer.append(heading) }
    buffer.endRow()
    for (index, record) in records.enumerated() {
      buffer.append(index + 1)
      buffer.append(record.origin)
      for number in record.point { buffer.append(number) }
      buffer.append(record.objective)
      buffer.append(record.standardError)
      buffer.append(record.without)
      for value in record.constraints { buffer.append(value) }
      buffer.append(isAcceptable(record) ? "yes" : "no")
      buffer.append(record.isDropped ? "in part" : "in full")
      buffer.append(alike.map { $0.contains(record.point) ? "yes" : "no" })
      buffer.endRow()
    }
    return buffer.bytes
  }

  private var headings: [String] {
    ["candidate", "from"] + tuning.values.map(\.name)
      + [tuning.objective.title, "standard error", "without a segment"]
      + tuning.constraints.map(\.title) + ["meets conditions", "judged", "as good as the best"]
  }

  /// Reads what an earlier search has left.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name, for messages.
  /// - Throws: `ResultsError` when it is no file of such a study.
  mutating func read(_ bytes: [UInt8], file: String) throws(ResultsError) {
    let rows = try CSVText(bytes, file: file).rows
    guard let first = rows.first, first.fields == headings else {
      throw ResultsError(
        file: file, line: 1, problem: "it holds candidates of another 'tune' block",
        advice: "leave --resume out to begin anew")
    }
    let (values, conditions) = (tuning.values.count, tuning.constraints.count)
    for row in rows.dropFirst() {
      let fields = row.fields
      let point = fields.dropFirst(2).prefix(values).compactMap { Double($0) }
      guard fields.count == headings.count, point.count == values,
        let without = Double(fields[4 + values])
      else {
        throw ResultsError(
          file: file, line: row.line, problem: "it is no candidate of this study",
          advice: "the file was cut short or edited; leave --resume out to begin anew")
      }
      add(
        Record(
          point: point, origin: fields[1], objective: Double(fields[2 + values]),
          constraints: (0..<conditions).map { Double(fields[5 + values + $0]) },
          standardError: Double(fields[3 + values]), without: without,
          isDropped: fields[fields.count - 2] == "in part"))
    }
  }
}
