// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// A body below a threshold and a power tail above it.
extension LawReading {
  private static let pieceShape = RecordShape(
    "then",
    [
      .init("from", .number(.positive), isRequired: true, "where the piece starts"),
      .init("alpha", .table, isRequired: true, "the power of the piece"),
    ])
  private static let tailShape = RecordShape(
    "tail",
    [
      .init("from", .number(.positive), isRequired: true, "where the tail starts"),
      .init("share above", .table, isRequired: true, "the share of customers in the tail"),
      .init("alpha", .table, isRequired: true, "the power of the tail"),
      .init("then", .record(pieceShape), "a further piece with another power"),
    ])
  static let spliceShape = RecordShape(
    "splice",
    [
      .init(
        "body",
        .record(
          RecordShape("body", LawRegistry.all.map { .init($0.id, .record(shape($0)), $0.summary) })),
        isRequired: true, "the law below the tail, truncated at its start"),
      .init("tail", .record(tailShape), isRequired: true, "the power tail"),
    ])

  static func splice(_ reader: ScenarioReader, _ number: ReadNumber) -> LawTemplate? {
    guard let record = reader.record(spliceShape), let bodyReader = record["body"],
      let tail = record["tail"]?.record(tailShape), let from = tail.number("from", .positive),
      let bodyRecord = bodyReader.record(
        RecordShape("body", LawRegistry.all.map { .init($0.id, .record(shape($0)), $0.summary) })),
      let key = bodyRecord.one(of: LawRegistry.all.map { $0.id }, "law"),
      let bodyLaw = bodyRecord[key], let body = template(key, bodyLaw, number),
      let share = tail["share above"].flatMap(number), let alpha = tail["alpha"].flatMap(number)
    else { return nil }
    var starts = [from]
    var parameters = body.parameters.map {
      LawTemplate.Parameter(name: "body.\(key).\($0.name)", expression: $0.expression)
    }
    parameters.append(.init(name: "tail.share above", expression: share))
    parameters.append(.init(name: "tail.alpha", expression: alpha))
    if let then = tail["then"] {
      guard let piece = then.record(pieceShape), let next = piece.number("from", .positive),
        let power = piece["alpha"].flatMap(number)
      else { return nil }
      starts.append(next)
      parameters.append(.init(name: "tail.then.alpha", expression: power))
    }
    let (count, inner, pieceStarts) = (body.parameters.count, body.law, starts)
    let bounds = min(from, body.bounds.lowerBound) ... .infinity
    return composed("splice of \(key) and a power tail", parameters, bounds) {
      values throws(LawError) in
      let alphas = Array(values[(count + 1)...])
      return try SpliceLaw(
        body: try inner(Array(values[..<count])), shareAbove: values[count],
        pieces: zip(pieceStarts, alphas).map { SpliceLaw.Piece(from: $0, alpha: $1) })
    }
  }
}
