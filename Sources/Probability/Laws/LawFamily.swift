// SPDX-License-Identifier: GPL-3.0-or-later

/// A law that is fixed by one or two named parameters: a plug-in of `LawRegistry`.
public protocol LawFamily: Law {
  /// The name in scenario files, such as "negative binomial".
  static var id: String { get }
  /// One sentence for lists and the schema.
  static var summary: String { get }
  /// The ways to fix the law; no two have the same set of names.
  static var parameterisations: [LawParameterisation] { get }

  /// The law from parameters that each meet their requirement.
  ///
  /// - Parameters:
  ///   - form: which of `parameterisations`.
  ///   - first: the first parameter.
  ///   - second: the second parameter; not read where there is one only.
  /// - Returns: the law.
  /// - Throws: what must hold of the parameters together.
  static func make(form: Int, _ first: Double, _ second: Double) throws(LawError) -> Self

  /// A drawer for parameters that differ from row to row.
  ///
  /// - Parameters:
  ///   - form: which of `parameterisations`.
  ///   - constants: the parameters that are the same for every row, in the order of the
  ///     parameterisation; nil for one that comes as a column. At least one is nil.
  /// - Returns: the drawer.
  /// - Throws: an impossible constant.
  static func rowDrawer(form: Int, constants: [Double?]) throws(LawError) -> any RowDrawer
}

extension LawFamily {
  /// The law with the given parameters.
  ///
  /// - Parameter values: a value for each name of one parameterisation.
  /// - Returns: the law.
  /// - Throws: the parameter that is missing, unknown or impossible.
  public static func law(_ values: [String: Double]) throws(LawError) -> any Law {
    let form = try form(of: values.keys.sorted())
    let parameters = parameterisations[form].parameters
    for parameter in parameters {
      try check(values[parameter.name] ?? .nan, parameter)
    }
    let second = parameters.count > 1 ? values[parameters[1].name] ?? .nan : 0
    return try make(form: form, values[parameters[0].name] ?? .nan, second)
  }

  /// A drawer for parameters that differ from row to row.
  ///
  /// - Parameters:
  ///   - names: the names of one parameterisation, in any order.
  ///   - constants: for each name its value if it is the same for every row, else nil.
  /// - Returns: a drawer that takes a column for each nil, in the order of `names`.
  /// - Throws: the parameter that is missing, unknown or impossible.
  public static func rowDrawer(
    names: [String], constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    let form = try form(of: names)
    let parameters = parameterisations[form].parameters
    var ordered: [Double?] = []
    var columns: [Int] = []
    for parameter in parameters {
      guard let position = names.firstIndex(of: parameter.name) else { continue }
      let constant = constants[position]
      if let constant { try check(constant, parameter) }
      ordered.append(constant)
      if constant == nil { columns.append(constants[..<position].count { $0 == nil }) }
    }
    if columns.isEmpty {
      let second = ordered.count > 1 ? ordered[1] ?? .nan : 0
      return try FixedLawRowDrawer(make(form: form, ordered[0] ?? .nan, second))
    }
    let drawer = try rowDrawer(form: form, constants: ordered)
    return columns == columns.sorted() ? drawer : ReorderedRowDrawer(drawer, columns: columns)
  }

  /// Which parameterisation has these names.
  private static func form(of names: [String]) throws(LawError) -> Int {
    let given = Set(names)
    if let form = parameterisations.firstIndex(where: { Set($0.names) == given }) { return form }
    let known = parameterisations.map { "{" + $0.names.joined(separator: ", ") + "}" }
    throw LawError(
      law: id, parameter: "a \(id) law", value: nil,
      requirement: "takes \(known.joined(separator: " or ")), but got "
        + "{\(names.joined(separator: ", "))}")
  }

  /// Refuses a parameter that is impossible whatever the others are.
  private static func check(_ value: Double, _ parameter: LawParameter) throws(LawError) {
    guard !parameter.requirement.holds(value) else { return }
    throw LawError(
      law: id, parameter: parameter.name, value: value, requirement: parameter.requirement.text)
  }

  /// The law's text from its first parameterisation.
  public var description: String {
    let names = Self.parameterisations[0].names
    let parts = names.map { "\($0): \(LawError.text(value(of: $0) ?? .nan))" }
    return "\(Self.id) {\(parts.joined(separator: ", "))}"
  }

  /// Every name of every parameterisation, each once.
  public var parameterNames: [String] {
    var names: [String] = []
    for name in Self.parameterisations.flatMap(\.names) where !names.contains(name) {
      names.append(name)
    }
    return names
  }
}
