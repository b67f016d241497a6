// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// How good predictions made elsewhere were.
public struct PredictionScore: Sendable {
  /// The segments, in order where an order was given, else by name.
  public let scheme: SegmentScheme
  /// Every measurement.
  public let measurements: MeasurementTable
  /// Rows that could be scored.
  public let scored: Int
  /// Rows whose truth or estimate is empty.
  public let empty: Int
  /// Rows whose customer and month the truth file does not have.
  public let withoutTruth: Int
  /// Rows of the truth file that nothing was predicted for.
  public let withoutEstimate: Int
  /// Segments that are estimated but never true, with how often and the nearest name that is true.
  public let neverTrue: [(segment: String, count: Int, nearest: String?)]

  /// Reads and scores a file.
  ///
  /// - Parameter request: the file and what its columns hold.
  /// - Throws: `ResultsError` with file and line when a file is not as it must be.
  public init(_ request: ScoringRequest) throws(ResultsError) {
    var reader = try PredictionReader(request)
    try reader.read()
    let names = reader.segmentNames
    let ordered =
      request.order ?? (request.probabilityPrefix == nil ? names.sorted(by: Self.precedes) : names)
    let scheme = SegmentScheme(
      name: request.scheme ?? request.truth ?? "truth", method: nil, segments: ordered,
      isOrdered: request.order != nil)
    var scoring = PredictionScoring(
      scheme, classifier: request.estimate, months: reader.months,
      final: names.map { name in SegmentIndex(ordered.firstIndex(of: name) ?? 0) })
    guard scoring.count(reader) else { throw Self.twice(request.file, scoring.duplicateLine) }
    scoring.addProbabilities(reader.probabilities)
    self.scheme = scheme
    scored = scoring.scored
    empty = scoring.empty
    withoutTruth = reader.withoutTruth
    withoutEstimate = reader.truthFile?.unasked ?? 0
    let strange = scoring.neverTrue
    let known = ordered.filter { name in !strange.contains { $0.segment == name } }
    neverTrue = strange.map { ($0.segment, $0.count, nearestName(to: $0.segment, among: known)) }
    measurements = scoring.table(
      rows: [
        ("rows-scored", scored), ("rows-empty", empty), ("rows-without-truth", withoutTruth),
        ("truths-without-estimate", withoutEstimate),
      ])
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func twice(_ file: String, _ line: Int?) -> ResultsError {
    ResultsError(
      file: file, line: line, problem: "a customer stands twice in one month",
      advice: "give one row a customer and month, and name the month's column")
  }
}
