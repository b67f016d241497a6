// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers

/// One change that the scenario made to the world or the view: what a drift monitor should find.
public struct DriftTruth: Sendable, Equatable {
  /// The drift's name in the scenario.
  public var name: String
  /// The first month in which it acts.
  public var from: Month
  /// The last month in which it acts; nil when it stays.
  public var until: Month?
  /// How it sets in: `step`, `smooth`.
  public var shape: String
  /// The quantity it changes: `world.digital`.
  public var target: String
  /// What it does there: `add 0.6 on the logit scale`.
  public var change: String
  /// The target just before it acts, where that is one number, as a rate or a law's parameter is.
  public var before: Double?
  /// The target when it acts in full, where that is one number.
  public var after: Double?

  /// Makes a row of the drift truth.
  ///
  /// - Parameters:
  ///   - name: the drift's name in the scenario.
  ///   - from: the first month in which it acts.
  ///   - until: the last month in which it acts; nil when it stays.
  ///   - shape: how it sets in.
  ///   - target: the quantity it changes.
  ///   - change: what it does there.
  ///   - before: the target's number before it acts.
  ///   - after: the target's number when it acts in full.
  public init(
    name: String, from: Month, until: Month? = nil, shape: String, target: String, change: String,
    before: Double? = nil, after: Double? = nil
  ) {
    self.name = name
    self.from = from
    self.until = until
    self.shape = shape
    self.target = target
    self.change = change
    self.before = before
    self.after = after
  }

  static let headings = [
    "name", "from", "until", "shape", "target", "change", "before", "after",
  ]

  /// Drift rows as a comma-separated file with a line of headings, in their order.
  ///
  /// - Parameter rows: the drifts of a scenario.
  /// - Returns: the file's bytes, UTF-8.
  public static func csv(of rows: [DriftTruth]) -> [UInt8] {
    var buffer = CSVBuffer()
    for heading in headings { buffer.append(heading) }
    buffer.endRow()
    for row in rows {
      buffer.append(row.name)
      buffer.append(row.from.description)
      buffer.append(row.until?.description)
      for text in [row.shape, row.target, row.change] { buffer.append(text) }
      buffer.append(row.before)
      buffer.append(row.after)
      buffer.endRow()
    }
    return buffer.bytes
  }

  /// Reads drift rows as `csv(of:)` writes them.
  ///
  /// - Parameters:
  ///   - csv: the file's bytes.
  ///   - file: the file's name, for messages.
  /// - Returns: the rows in file order.
  /// - Throws: `ResultsError` when a column is missing or a field is not what its column holds.
  public static func rows(
    csv: [UInt8], file: String = "drift.csv"
  ) throws(ResultsError) -> [DriftTruth] {
    var rows: [DriftTruth] = []
    for record in try CSVRecords(csv, file: file, headings: headings) {
      guard let from = try record.month("from") else {
        throw record.error("from must not be empty")
      }
      rows.append(
        DriftTruth(
          name: try record.name("name"), from: from, until: try record.month("until"),
          shape: try record.name("shape"), target: try record.name("target"),
          change: record.text("change") ?? "", before: try record.number("before"),
          after: try record.number("after")))
    }
    return rows
  }
}
