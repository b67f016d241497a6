// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// Reads laws as scenarios write them: `lognormal: {median: 6_500, sigma: 0.5}`.
enum LawReading {
  typealias ReadNumber = (ScenarioReader) -> CheckedExpression?

  /// The keys that name a law.
  static let keys = LawRegistry.all.map { $0.id } + ["splice"]

  /// The keys of laws of counts.
  private static let counts = ["poisson", "negative binomial", "bernoulli"]

  /// Laws of shares, and of numbers that are never below 0.
  private static let (shares, amounts) = (
    ["beta", "bernoulli"],
    ["lognormal", "gamma", "exponential", "pareto", "poisson", "negative binomial"]
  )

  private static func bounds(_ key: String) -> ClosedRange<Double> {
    if shares.contains(key) { return 0...1 }
    return (amounts.contains(key) ? 0 : -Double.infinity) ... .infinity
  }

  /// One field for each law.
  static let fields: [RecordShape.Field] =
    LawRegistry.all.map { .init($0.id, .record(shape($0)), $0.summary) }
    + [.init("splice", .record(spliceShape), "a body below a threshold and a power tail above it")]

  /// The bounds of a law.
  static let withinShape = RecordShape(
    "within",
    [
      .init(
        "truncate", .list(.number(.any)), isRequired: true,
        "the lower and the upper bound; the law is that of values between them")
    ])

  static func shape(_ family: any LawFamily.Type) -> RecordShape {
    var names: [String] = []
    for form in family.parameterisations {
      for name in form.names where !names.contains(name) { names.append(name) }
    }
    return RecordShape(
      family.id,
      names.map { name in
        let found = family.parameterisations.lazy.flatMap(\.parameters).first { $0.name == name }
        return .init(name, .table, found?.requirement.text ?? "")
      })
  }

  /// Reads the parameters of a law.
  ///
  /// - Parameters:
  ///   - key: the law's key.
  ///   - reader: the value under it.
  ///   - number: reads a parameter.
  /// - Returns: the law with parameters yet to be worked out.
  static func template(
    _ key: String, _ reader: ScenarioReader, _ number: ReadNumber
  ) -> LawTemplate? {
    if key == "splice" { return splice(reader, number) }
    guard let family = LawRegistry.family(named: key),
      let record = reader.record(shape(family))
    else { return nil }
    let written = Set(record.shape.keys.filter { record.has($0) })
    guard
      let form = family.parameterisations.firstIndex(where: { Set($0.names) == written })
    else {
      if record.hasUnknownKey { return nil }
      let forms = family.parameterisations.map { $0.names.joined(separator: " and ") }
      reader.error(
        "\(key) takes \(forms.joined(separator: ", or "))"
          + (written.isEmpty ? "" : ", but got \(written.sorted().joined(separator: " and "))"))
      return nil
    }
    let names = family.parameterisations[form].names
    let parameters = names.compactMap { name in
      record[name].flatMap(number).map { LawTemplate.Parameter(name: name, expression: $0) }
    }
    guard parameters.count == names.count else { return nil }
    return LawTemplate(
      name: key, parameters: parameters,
      law: { values throws(LawError) in
        try family.law(Dictionary(uniqueKeysWithValues: zip(names, values)))
      },
      rowDrawer: { constants throws(LawError) in
        try family.rowDrawer(names: names, constants: constants)
      }, isCount: counts.contains(key),
      isDiscrete: counts.contains(key) || key == "discrete uniform", bounds: bounds(key))
  }

  /// A law between two bounds.
  static func truncated(
    _ template: LawTemplate, _ reader: ScenarioReader, _ number: ReadNumber
  ) -> LawTemplate? {
    guard let record = reader.record(withinShape), let items = record["truncate"]?.list() else {
      return nil
    }
    let bounds = items.compactMap { $0.number() }
    guard items.count == 2, bounds.count == 2, bounds[0] < bounds[1] else {
      let given = items.map(\.node.summary).joined(separator: " and ")
      record["truncate"]?.error("must be a lower and a higher bound, but got \(given)")
      return nil
    }
    let inner = template.law
    let law: @Sendable ([Double]) throws(LawError) -> any Law = { values throws(LawError) in
      try TruncatedLaw(try inner(values), from: bounds[0], to: bounds[1])
    }
    let least = max(bounds[0], template.bounds.lowerBound)
    return composed(
      "truncated " + template.name, template.parameters,
      least...max(least, min(bounds[1], template.bounds.upperBound)), law)
  }

  /// A law that is made anew for each row where parameters vary.
  static func composed(
    _ name: String, _ parameters: [LawTemplate.Parameter], _ bounds: ClosedRange<Double>,
    _ law: @escaping @Sendable ([Double]) throws(LawError) -> any Law
  ) -> LawTemplate {
    LawTemplate(
      name: name, parameters: parameters, law: law,
      rowDrawer: { constants throws(LawError) in
        QuantileRowDrawer(constants: constants, law: law)
      }, isCount: false, isDiscrete: false, bounds: bounds)
  }

  /// The place of an impossible parameter below a law, for messages.
  ///
  /// A splice has several parameters of one name: the one that holds the refused number is meant.
  static func place(of error: LawError, in reader: ScenarioReader) -> ScenarioReader {
    let found = places(of: error.parameter, in: reader)
    let exact = found.first { place in
      place.node.text.flatMap { ScenarioReader.parseNumber($0) } == error.value
    }
    return exact ?? found.first ?? reader
  }

  private static func places(
    of parameter: String, in reader: ScenarioReader
  ) -> [ScenarioReader] {
    (reader.node.entries ?? []).flatMap { entry -> [ScenarioReader] in
      let inner = ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
      return entry.key == parameter ? [inner] : places(of: parameter, in: inner)
    }
  }
}
