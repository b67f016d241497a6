// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// A scenario that has been read, checked and compiled: everything a run needs.
public struct Scenario: Sendable {
  /// The keys at the top of a scenario file.
  public static let shape = RecordShape(
    "a scenario",
    [
      .init(
        "scenario", .integer(.init(1, 1)), isRequired: true, "the version of the language: 1"),
      .init("name", .name, isRequired: true, "names the folder of results"),
      .init("title", .text, "what it is, in a line"),
      .init(
        "seed", .integer(.atLeastZero), isRequired: true,
        "the root of all randomness: the same seed gives the same customers"),
    ] + PopulationModel.fields + [
      .init(
        "classifiers",
        .named(.record(ClassifierSpecification.shape(of: ClassifierKinds.all)), "classifier"),
        "what is under test"),
      .init(
        "costs", .named(.named(.named(.number(.any), "estimate"), "truth"), "scheme"),
        "the cost of serving a customer who is ROW as if COLUMN"),
      .init("floor", .record(FloorSpecification.shape), "how the least possible errors are found"),
      .init(
        "budget", BudgetSpecification.shape,
        "how errors are traced to their causes; 'no' for not at all"),
      .init(
        "variants", .named(.record(ScenarioPatch.variantShape), "variant"),
        "counterfactuals that 'run --variant' sets beside the scenario, for the same customers"),
      .init(
        "tune", .record(TuningSpecification.shape),
        "which values 'segbench tune' moves, and to what end"),
      .init(
        "frontier", .record(FrontierSpecification.shape),
        "which graces and margins of a tier rule 'segbench frontier' sets beside each other"),
      .init("expect", .list(.record(Expectation.shape)), "shares that must come out"),
      .init(
        "gates", .record(GateSpecification.recordShape),
        "what must hold for a change to pass 'segbench check'"),
    ], mayBeAnnotated: true)

  /// Names the folder of results.
  public let name: String
  /// What it is, in a line.
  public let title: String
  /// The root seeds there are: whole numbers that every reader of YAML keeps.
  public static let seeds = 0...9_000_000_000_000_000

  /// The root seed.
  public let seed: UInt64
  /// The customers who are judged.
  public internal(set) var population: PopulationModel
  /// The customers on whom classifiers are trained.
  public internal(set) var development: PopulationModel
  /// What is under test.
  public internal(set) var classifiers: [ClassifierSpecification]
  /// Costs by scheme.
  public let costs: [String: CostMatrix]
  /// On how many customers the floors are worked out.
  public internal(set) var floor: FloorSpecification
  /// In which months errors are traced to their causes.
  public internal(set) var budget: BudgetSpecification
  /// Shares that must come out.
  public let expectations: [Expectation]
  /// What must hold for a change to pass.
  public let gates: GateSpecification
  /// Which values of a classifier may be moved, and to what end.
  public let tuning: TuningSpecification?
  /// Which graces and margins of a tier rule are set beside each other; nothing for the usual ones.
  let frontier: FrontierSpecification?
  /// Counterfactuals that can be set beside the scenario.
  public let variants: [Variant]
  /// The resolved tree, as it is written with the results.
  public let resolved: ScenarioNode
  /// What is worth telling although the scenario can be run.
  public let warnings: [Problem]

  /// Reads and compiles a scenario.
  ///
  /// - Parameter root: the tree of a scenario file, with all its changes applied.
  /// - Throws: all that is wrong, at once.
  public init(_ root: ScenarioNode) throws(ScenarioProblems) {
    let log = ProblemLog()
    guard let top = ScenarioReader(root, log: log).record(Self.shape) else {
      throw ScenarioProblems(log.problems)
    }
    _ = top.integer("scenario", .init(1, 1))
    let name = Self.name(top)
    let seed = top.integer("seed", .atLeastZero).map { UInt64($0) }
    let read = PopulationModel(reading: top, seed: seed ?? 0)
    guard let read, let name, let seed, !log.hasErrors else {
      throw ScenarioProblems(log.problems)
    }
    costs = Self.costs(top["costs"], read.schemes)
    let classifiers = Self.classifiers(top["classifiers"], read, costs, top["costs"])
    let population = Self.warmedUp(read, for: classifiers)
    let context = WhatIfContext(
      root: root, seed: seed, population: population, classifiers: classifiers)
    floor =
      top["floor"].flatMap { FloorSpecification(reading: $0, context) } ?? FloorSpecification()
    budget = BudgetSpecification(reading: top["budget"], population, floor)
    OracleAdvice(classifiers, population, costs).note(top["classifiers"])
    expectations = (top["expect"]?.list() ?? []).compactMap {
      Expectation(reading: $0, schemes: population.schemes)
    }
    gates = GateSpecification(
      reading: top["gates"],
      GateContext(
        population: population, classifiers: classifiers, costs: costs, floor: floor,
        budget: budget))
    let scope = TuningScope(
      root: root, population: population, classifiers: classifiers, costs: costs)
    tuning = top["tune"].flatMap { TuningSpecification(reading: $0, scope) }
    frontier = top["frontier"].flatMap { FrontierSpecification(reading: $0, classifiers) }
    let count = Self.developmentCustomers(classifiers, population)
    let development = PopulationModel(
      reading: top, seed: seed, role: .development, customers: count)
    guard let development, !log.hasErrors else { throw ScenarioProblems(log.problems) }
    let warnings = log.problems
    variants = Variant.all(top["variants"], of: root)
    guard !log.hasErrors else { throw ScenarioProblems(log.problems) }
    self.name = name
    self.seed = seed
    self.population = population
    self.development = Self.warmedUp(development, for: classifiers)
    self.classifiers = classifiers
    title = (top.has("title") ? top.text("title") : nil) ?? name
    resolved = root
    self.warnings = warnings
  }

  /// What the variants break: each is compiled as if it were a scenario of its own.
  public var counterfactualProblems: [Problem] {
    variants.flatMap { variant -> [Problem] in
      do throws(ScenarioProblems) {
        _ = try variant.scenario()
        return []
      } catch { return error.problems }
    }
  }

  private static func name(_ top: RecordReader) -> String? {
    guard let name = top.text("name") else { return nil }
    guard name.wholeMatch(of: /[\p{L}\p{N}][\p{L}\p{N}._-]*/) != nil, name.utf8.count <= 100 else {
      top["name"]?.error(
        "'\(name)' cannot name a folder", advice: "use letters, digits, '-', '_' and '.'")
      return nil
    }
    return name
  }

  private static func classifiers(
    _ reader: ScenarioReader?, _ population: PopulationModel, _ costs: [String: CostMatrix],
    _ written: ScenarioReader?
  ) -> [ClassifierSpecification] {
    let named = (written?.node.entries ?? []).map(\.key)
    let context = ClassifierContext(
      schema: population.schema, schemes: population.schemes,
      mayBeMissing: population.featuresThatMayBeMissing, kinds: ClassifierKinds.all,
      costs: Dictionary(
        named.map { ($0, costs[$0]?.costs ?? []) }, uniquingKeysWith: { first, _ in first }))
    return (reader?.named("classifier") ?? []).compactMap {
      ClassifierSpecification(named: $0.name, reading: $0.value, context: context)
    }
  }

  /// Enough customers for every classifier to have as many labelled ones as it asks for.
  private static func developmentCustomers(
    _ classifiers: [ClassifierSpecification], _ population: PopulationModel
  ) -> Int {
    let wanted = classifiers.map { classifier -> Int in
      guard let training = classifier.training else { return 0 }
      let needsLabels = type(of: classifier.classifier).needsLabels
      let share = needsLabels ? population.labels[classifier.scheme.name]?.share ?? 1 : 1
      return share > 0 ? Int((Double(training.customers) / min(1, share)).rounded(.up)) : 0
    }
    return max(TrainingSpecification.usualCustomers, wanted.max() ?? 0)
  }

  private static func costs(
    _ reader: ScenarioReader?, _ schemes: [SegmentScheme]
  ) -> [String: CostMatrix] {
    var found: [String: CostMatrix] = [:]
    for (name, value) in reader?.named("scheme") ?? [] {
      guard let scheme = schemes.first(where: { $0.name == name }) else {
        value.unknown(name, "scheme", known: schemes.map(\.name))
        continue
      }
      found[name] = CostReading.matrix(value, scheme)
    }
    return found
  }
}
