// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// Numbers the segments of a file.
struct SegmentNumbers {
  private var numbers: NameNumbers
  private let isFixed: Bool

  /// The segments by number.
  var names: [String] { numbers.names }

  /// Starts with known segments.
  ///
  /// - Parameter known: the segments there are; nothing when the files tell.
  init(_ known: [String]?) {
    numbers = NameNumbers(known ?? [])
    isFixed = known != nil
  }

  /// Goes on after the segments of another file.
  ///
  /// - Parameter names: the segments by number so far.
  init(continuing names: [String]) {
    numbers = NameNumbers(names)
    isFixed = false
  }

  /// The segment of a field; the index of "not scored" when it is empty.
  mutating func index(_ stream: CSVStream, _ column: Int) throws(ResultsError) -> SegmentIndex {
    let field = stream.field(column)
    if field.isEmpty { return ConfusionMatrix.notScored }
    if let known = numbers.find(field) { return SegmentIndex(known) }
    let name = try stream.text(column, of: "the segment in '\(stream.headings[column])'")
    if isFixed {
      throw stream.error(
        "'\(stream.headings[column])' holds a segment that is not among "
          + names.joined(separator: ", "),
        advice: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
          ?? "name every segment in --order, or correct the row")
    }
    guard numbers.count < Int(ConfusionMatrix.notScored) else {
      throw stream.error(
        "more than 255 different segments up to '\(stream.headings[column])'",
        advice: "name the columns that hold segments")
    }
    return SegmentIndex(numbers.number(field))
  }
}

/// Numbers the months of a file.
struct MonthNumbers {
  private var numbers = NameNumbers()
  /// The months by number.
  private(set) var months: [Month] = []

  /// The number of a field's month.
  mutating func number(_ stream: CSVStream, _ column: Int) throws(ResultsError) -> Int {
    let field = stream.field(column)
    if let known = numbers.find(field) { return known }
    guard let month = Month(String(decoding: field, as: UTF8.self)) else {
      throw stream.error(
        "'\(stream.headings[column])' must hold a month such as 2026-03",
        advice: "write months as four digits, a hyphen and two digits")
    }
    guard months.count < Int(UInt16.max) else {
      throw stream.error("more than 65535 months", advice: "name the column that holds months")
    }
    months.append(month)
    return numbers.number(field)
  }
}
