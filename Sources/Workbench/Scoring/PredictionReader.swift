// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// Reads a file of predictions, joining the truth where it stands elsewhere.
struct PredictionReader {
  /// The rows with truth and estimate.
  private(set) var rows = PredictionRows()
  /// Rows whose customer and month the truth file does not have.
  private(set) var withoutTruth = 0
  /// How many customers there are.
  private(set) var customers = NameNumbers()
  /// How good the probabilities were, by month; empty without.
  private(set) var probabilities: [TallyFeed] = []
  /// The truth file, when there is one.
  private(set) var truthFile: TruthFile?

  private var segments: SegmentNumbers
  private var ownMonths = MonthNumbers()
  private let request: ScoringRequest
  private let stream: CSVStream
  private let columns: Columns
  private let probabilityNames: [String]

  /// Where things stand in the file.
  private struct Columns {
    let truth: Int?
    let estimate: Int
    let weight: Int?
    let month: Int?
    let customer: Int?
    let probabilities: [Int]
  }

  /// Opens the files and finds the columns.
  init(_ request: ScoringRequest) throws(ResultsError) {
    self.request = request
    let stream = try CSVStream(request.file)
    self.stream = stream
    func find(_ name: String?) throws(ResultsError) -> Int? {
      guard let name else { return nil }
      return try stream.column(name)
    }
    let known = try Self.knownSegments(request, stream)
    probabilityNames = request.probabilityPrefix == nil ? [] : known ?? []
    let prefix = request.probabilityPrefix ?? ""
    var probabilityColumns: [Int] = []
    for name in probabilityNames { probabilityColumns.append(try stream.column(prefix + name)) }
    let isJoined = request.truthFile != nil
    columns = Columns(
      truth: isJoined ? nil : try find(request.truth),
      estimate: try stream.column(request.estimate), weight: try find(request.weight),
      month: try find(request.month ?? (isJoined ? "month" : nil)),
      customer: try find(request.customer ?? (isJoined ? "customer" : nil)),
      probabilities: probabilityColumns)
    segments = SegmentNumbers(known)
    if let path = request.truthFile, let scheme = request.scheme {
      let file = try TruthFile(path, scheme: scheme, known: known)
      truthFile = file
      if known == nil { segments = SegmentNumbers(continuing: file.segments) }
    }
  }

  /// The segments by number.
  var segmentNames: [String] { segments.names }
  /// The months by number.
  var months: [Month] { truthFile?.months.months ?? ownMonths.months }
  /// Whether rows belong to customers.
  var hasCustomers: Bool { columns.customer != nil }

  /// Reads all rows.
  mutating func read() throws(ResultsError) {
    while try stream.next() { try readRow() }
    guard !rows.truth.isEmpty else {
      throw ResultsError(
        file: request.file,
        problem: withoutTruth > 0
          ? "none of \(withoutTruth) rows has a customer and month of the truth file"
          : "there are no rows below the headings",
        advice: withoutTruth > 0
          ? "score what was predicted for the same generated customers" : "write the predictions")
    }
  }

  private mutating func readRow() throws(ResultsError) {
    let month = try month()
    guard let (truth, customer) = try truth(month) else {
      withoutTruth += 1
      return
    }
    let estimate = try segments.index(stream, columns.estimate)
    rows.truth.append(truth)
    rows.estimate.append(estimate)
    if let month { rows.months.append(UInt16(month)) }
    if let customer {
      rows.customers.append(UInt32(customer))
      rows.lines.append(UInt32(truncatingIfNeeded: stream.line))
    }
    if let column = columns.weight { rows.weights.append(try weight(column)) }
    if !columns.probabilities.isEmpty {
      try addProbabilities(.init(truth: truth, estimate: estimate), month ?? 0)
    }
  }

  private mutating func month() throws(ResultsError) -> Int? {
    guard let column = columns.month else { return nil }
    if truthFile != nil { return try truthFile?.month(stream, column) }
    return try ownMonths.number(stream, column)
  }

  private mutating func truth(
    _ month: Int?
  ) throws(ResultsError) -> (segment: SegmentIndex, customer: Int?)? {
    if let column = columns.truth {
      let customer = columns.customer.map { customers.number(stream.field($0)) }
      return (try segments.index(stream, column), customer)
    }
    guard let month, let column = columns.customer,
      let answer = truthFile?.look(up: stream.field(column), month: month)
    else { return nil }
    switch answer {
    case .segment(let segment): return (segment, customers.number(stream.field(column)))
    case .unknown: return nil
    case .again:
      throw stream.error(
        "a customer stands twice in one month", advice: "give one estimate a customer and month")
    }
  }

  private func weight(_ column: Int) throws(ResultsError) -> Double {
    guard let value = Double(try stream.text(column, of: "a weight")), value.isFinite, value >= 0
    else {
      throw stream.error(
        "'\(stream.headings[column])' must hold finite numbers from 0",
        advice: "correct the weight, or name another column")
    }
    return value
  }

  private mutating func addProbabilities(
    _ row: TallyFeed.Row, _ month: Int
  ) throws(ResultsError) {
    var own: [Double] = []
    for column in columns.probabilities {
      guard let value = Double(try stream.text(column, of: "a probability")),
        (0...1).contains(value)
      else {
        throw stream.error(
          "'\(stream.headings[column])' must hold probabilities from 0 to 1",
          advice: "correct the row, or name another prefix")
      }
      own.append(value)
    }
    guard abs(own.reduce(0, +) - 1) <= 0.005 else {
      throw stream.error(
        "the probabilities of a row must sum to 1 within 0.005",
        advice: "give one column for every segment")
    }
    while probabilities.count <= month {
      probabilities.append(TallyFeed(segments: own.count, holding: [.counts, .probabilities]))
    }
    probabilities[month].add(row, probabilities: own)
  }

  /// The segments that the order or the headings of the probabilities name.
  private static func knownSegments(
    _ request: ScoringRequest, _ stream: CSVStream
  ) throws(ResultsError) -> [String]? {
    if let order = request.order { return order }
    guard let prefix = request.probabilityPrefix else { return nil }
    let names = stream.headings.filter { $0.hasPrefix(prefix) && $0 != prefix }
      .map { String($0.dropFirst(prefix.count)) }
    guard (1...255).contains(names.count) else {
      throw ResultsError(
        file: request.file, line: 1,
        problem: "\(names.count) columns start with '\(prefix)'",
        advice: "the columns are " + stream.headings.joined(separator: ", "))
    }
    return names
  }
}
