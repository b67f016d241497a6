// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Populations
import ScenarioLanguage

/// Where the rules of one classifier are tried, and where drawn customers lie among that.
struct LintGrid {
  private(set) var points: LintPoints
  /// Why not all combinations of values are tried; nothing when they are.
  private let reason: String?
  /// Scores that none of the drawn customers gets, by input.
  private let emptyScores: [(input: RuleInput, scores: [Int])]

  /// Cuts what rules read into cells.
  ///
  /// - Parameter summed: the rules, with what they read of drawn customers.
  init(_ summed: SummedRules) {
    let (rules, values) = (summed.rules, summed.values)
    let survey = AtomSurvey(rules)
    let axes = zip(zip(rules.inputs, values), summed.ranges).map { read, range in
      Self.axis(read.0, read.1, survey, range)
    }
    let customers = values.first?.count ?? 0
    let whole = survey.isExact ? LintPoints(axes) : nil
    if let exact = whole?.limited(by: summed.linked, sums: summed.sums) {
      points = exact
      reason = nil
      for row in 0..<customers { points.admit(Self.point(of: row, values, exact)) }
    } else {
      points = LintPoints(rules.inputs, values: values, customers: customers)
      reason =
        !survey.isExact
        ? "a condition compares several features, or a function of one that rises and falls"
        : whole == nil
          ? "there are more than \(TextColumns.grouped(LintPoints.most)) combinations of values"
          : "sums and their features go together in too many ways"
    }
    emptyScores = zip(rules.inputs, values).compactMap { input, values in
      guard case .scores(let greatest) = input.values, !values.isEmpty else { return nil }
      let given = Set(values.lazy.filter { !$0.isNaN }.map { Int($0) })
      let never = (1...greatest).filter { !given.contains($0) }
      return never.isEmpty ? nil : (input, never)
    }
  }

  /// An axis that has a cell for every drawn customer.
  private static func axis(
    _ input: RuleInput, _ values: [Double], _ survey: AtomSurvey, _ range: ClosedRange<Double>
  ) -> LintAxis {
    let (atoms, cuts) = (survey.atoms[input.slot] ?? [], survey.cuts[input.slot] ?? [])
    let axis = LintAxis(input, atoms: atoms, cuts: cuts, range: range)
    if values.allSatisfy({ axis.cell(of: $0) != nil }) { return axis }
    return LintAxis(input.withoutBounds, atoms: atoms, cuts: cuts, range: -.infinity ... .infinity)
  }

  /// Counts drawn customers at each point.
  ///
  /// - Parameters:
  ///   - values: what rules read of them, by input.
  ///   - name: what they are weighted by.
  ///   - amounts: what each counts for.
  ///   - customers: how many there are.
  /// - Returns: the counts.
  func weights(
    _ values: [[Double]], name: String?, by amounts: [Double]?, customers: Int
  ) -> LintWeights {
    var weights = LintWeights(points: points.count, name: amounts == nil ? nil : name)
    for row in 0..<customers {
      weights.add(
        points.isExact ? Self.point(of: row, values, points) : row, weight: amounts?[row])
    }
    return weights
  }

  /// The point at which a drawn customer lies.
  private static func point(of row: Int, _ values: [[Double]], _ points: LintPoints) -> Int {
    points.point(points.axes.indices.map { points.axes[$0].cell(of: values[$0][row]) ?? 0 })
  }

  /// What is to be told of the cells themselves.
  func findings(_ rules: DecisionRules, _ customers: Int) -> [LintFinding] {
    let drawn = TextColumns.grouped(customers)
    var found = emptyScores.map { input, scores in
      let names = scores.map(String.init).joined(separator: ", ")
      return LintFinding(
        kind: .emptyScore, severity: .warning, position: rules.position, path: rules.path,
        message: "none of \(drawn) drawn customers gets the score \(names) of '\(input.name)'",
        advice: "cut points that coincide or lie beyond all values leave scores that nobody gets",
        codes: nil, share: nil)
    }
    if let reason {
      found.append(
        LintFinding(
          kind: .notExamined, severity: .warning, position: rules.position, path: rules.path,
          message: "\(rules.noun)s are tried on \(drawn) drawn customers only: \(reason)",
          advice: nil, codes: nil, share: nil))
    }
    return found
  }
}

extension RuleExamination {
  /// How many codes no rule, one rule and several rules hold for; nothing where inputs are no scores.
  var codeCounts: (none: Int, one: Int, several: Int)? {
    guard hasCodes else { return nil }
    var missing = PointSet(none: points.count)
    for axis in points.axes.indices { missing.formUnion(points.missing(axis)) }
    let several = shared.subtracting(missing).count
    return (
      uncovered.subtracting(missing).count, covered.subtracting(missing).count - several, several
    )
  }
}
