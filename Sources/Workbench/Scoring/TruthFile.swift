// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// The true segments of a generated `truth.csv`, found by customer and month.
///
/// Takes about 12 bytes a row of the file and 50 a customer.
struct TruthFile {
  /// The segments in the order of their first row.
  let segments: [String]
  /// The months.
  private(set) var months: MonthNumbers
  /// Rows that no prediction has asked for.
  var unasked: Int { asked.count(where: { !$0 }) }

  private let customers: NameNumbers
  private let starts: [Int]
  private let monthOfRow: [UInt16]
  private let segmentOfRow: [SegmentIndex]
  private var asked: [Bool]

  /// What a look-up finds.
  enum Answer {
    /// The true segment by its number.
    case segment(SegmentIndex)
    /// The file has no such customer in that month.
    case unknown
    /// The same row was asked for before.
    case again
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - scheme: the scheme whose segments are wanted.
  ///   - known: segments that come first, in order; others are refused when there are any.
  /// - Throws: `ResultsError` when it is no such file.
  init(_ path: String, scheme: String, known: [String]?) throws(ResultsError) {
    let stream = try CSVStream(path)
    let customer = try stream.column("customer")
    let month = try stream.column("month")
    let segment = try stream.column(PopulationFile.truthColumn(of: scheme))
    var reading = SegmentNumbers(known)
    var (names, months) = (NameNumbers(), MonthNumbers())
    var rows = TruthRows()
    while try stream.next() {
      let owner = names.number(stream.field(customer))
      let index = try reading.index(stream, segment)
      rows.add(customer: owner, month: try months.number(stream, month), segment: index)
    }
    guard let sorted = rows.sorted(customers: names.count) else {
      throw ResultsError(
        file: path, problem: "a customer stands twice in one month",
        advice: "write the file again with `segbench generate`")
    }
    customers = names
    self.months = months
    segments = reading.names
    starts = sorted.starts
    monthOfRow = sorted.months
    segmentOfRow = sorted.segments
    asked = Array(repeating: false, count: sorted.months.count)
  }

  /// The true segment of a customer in a month.
  ///
  /// - Parameters:
  ///   - customer: the customer's name.
  ///   - month: the month's number in `months`.
  /// - Returns: the segment, if there is one.
  mutating func look(up customer: UnsafeBufferPointer<UInt8>, month: Int) -> Answer {
    guard let owner = customers.find(customer) else { return .unknown }
    for row in starts[owner]..<starts[owner + 1] where Int(monthOfRow[row]) == month {
      if asked[row] { return .again }
      asked[row] = true
      return .segment(segmentOfRow[row])
    }
    return .unknown
  }

  /// The number of a month of a file of predictions.
  mutating func month(_ stream: CSVStream, _ column: Int) throws(ResultsError) -> Int {
    try months.number(stream, column)
  }
}

/// Rows of a truth file while they are read.
private struct TruthRows {
  private var customers: [UInt32] = []
  private var months: [UInt16] = []
  private var segments: [SegmentIndex] = []

  mutating func add(customer: Int, month: Int, segment: SegmentIndex) {
    customers.append(UInt32(customer))
    months.append(UInt16(month))
    segments.append(segment)
  }

  /// The rows customer by customer; nothing when one stands twice in a month.
  func sorted(customers count: Int) -> (starts: [Int], months: [UInt16], segments: [SegmentIndex])?
  {
    let order = CustomerOrder(customers, count: count)
    var months = [UInt16](repeating: 0, count: order.rows.count)
    var segments = [SegmentIndex](repeating: 0, count: order.rows.count)
    for (place, row) in order.rows.enumerated() {
      months[place] = self.months[Int(row)]
      segments[place] = self.segments[Int(row)]
    }
    for customer in 0..<count {
      let own = order.starts[customer]..<order.starts[customer + 1]
      for row in own where months[own.lowerBound..<row].contains(months[row]) { return nil }
    }
    return (order.starts, months, segments)
  }
}
