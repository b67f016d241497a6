// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

extension PopulationModel {
  /// The blocks of a scenario that make a population, for the top record's shape.
  public static let fields: [RecordShape.Field] = [
    .init(
      "population", .record(BookSpecification.shape), isRequired: true,
      "who is on the books, for how long"),
    .init(
      "world", .named(.record(ModelBuilder.quantityShape), "quantity"), isRequired: true,
      "what is true of every customer"),
    .init(
      "together", .named(.record(ModelBuilder.togetherShape), "group"),
      "which quantities of the world go together"),
    .init(
      "segments", .named(.record(ModelBuilder.schemeShape), "scheme"), isRequired: true,
      "the true segments, one scheme for each way of looking"),
    .init(
      "view", .named(.list(.record(ModelBuilder.stepShape)), "feature"), isRequired: true,
      "what the bank sees, each feature by its steps"),
    .init(
      "labels", .named(.record(LabelRule.shape), "scheme"),
      "what training and monitoring may know of the truth"),
    .init("drift", .named(.record(DriftReading.shape), "drift"), "declared changes of the world"),
  ]

  /// Compiles a population from a scenario; what is wrong is noted in the reader's log.
  ///
  /// - Parameters:
  ///   - top: the top record of the scenario.
  ///   - seed: the root seed.
  ///   - role: whose cells are drawn: the judged customers', or the development population's.
  ///   - customers: how many are on the books in the first month, if not as the scenario says.
  public init?(
    reading top: RecordReader, seed: UInt64, role: Role = .evaluated, customers: Int? = nil
  ) {
    guard let reader = top["population"], var book = BookSpecification(reading: reader) else {
      return nil
    }
    book.customers = customers ?? book.customers
    let log = top.reader.log
    let drift = DriftBook(DriftReading.changes(top["drift"], book), months: book.months)
    let builder = ModelBuilder(
      log: log, root: SeedPath(root: seed).child(role.rawValue), drift: drift, book: book)
    let world = top["world"]?.writingOutVectors(of: "quantity")
    if let written = top["world"] { builder.declareUnreadVectors(of: written) }
    if let world { builder.readWorld(world) } else { builder.unread.insert("world") }
    if let together = top["together"] { builder.readTogether(together) }
    let exit = builder.readExit()
    builder.finishMix()
    if let segments = top["segments"] {
      builder.readSegments(segments)
    } else {
      builder.unread.insert("segments")
    }
    let view = top["view"].map { builder.readView($0.writingOutVectors(of: "feature")) }
    labels = LabelRule.rules(top["labels"], builder)
    let hazards = exit.map { drift.byEpoch($0.root, "population.exit.hazard") }
    let rates = drift.byEpoch(.constant(book.entryRate), "population.entry.monthly")
    drift.noteUnknownTargets(in: log) { builder.isUnread($0) }
    if let hazards, let reader = book.hazard { builder.checkHazards(hazards, reader) }
    if let world { builder.adviseOnWorld(world, gates: top.reader.node["gates"]) }
    guard let view, !log.hasErrors else { return nil }
    from = book.from
    months = book.months
    self.customers = book.customers
    isQuota = book.isQuota
    entrants = (0..<book.months).map { month in
      let rate = rates[drift.epochs(month)].constantValue ?? 0
      return month == 0 ? 0 : Int((max(0, rate) * Double(book.customers)).rounded())
    }
    self.drift = drift.changes
    epochs = drift.epochs
    layout = builder.layout
    quantities = builder.quantities
    groups = builder.groups
    truths = builder.truths
    workedOut = WorkedOutPlaces(quantities, truths)
    self.view = view
    exitHazards = hazards.map {
      $0.map { Hazard(constant: $0.constantValue, program: ColumnProgram($0)) }
    }
    imputedValues = Array(repeating: .nan, count: view.imputations)
    root = builder.root
    let windows = builder.truths.map { truth -> Int in
      if case .cut(_, let window?, _) = truth.kind { window.slots.count - 1 } else { 0 }
    }
    let looks = view.features.map { $0.steps.reduce(0) { $0 + $1.step.lookBack } }
    warmUp = max(windows.max() ?? 0, looks.max() ?? 0)
  }
}

extension LabelRule {
  /// The keys of one scheme's labels.
  static let shape = RecordShape(
    "labels",
    [
      .init("source", .text, "where labels come from, for the report"),
      .init("share", .share, "the share of customers who have one; 1 if it is not said"),
      .init("delay", .duration, "months until one arrives; none if it is not said"),
      .init("noise", .share, "the share of labels that name another segment"),
    ], mayBeAnnotated: true)

  static func rules(_ reader: ScenarioReader?, _ builder: ModelBuilder) -> [String: LabelRule] {
    let schemes = builder.truths.map(\.scheme.name)
    var rules: [String: LabelRule] = [:]
    for (name, value) in reader?.named("scheme") ?? [] {
      guard schemes.contains(name) else {
        if !builder.isUnread("segments." + name) {
          value.unknown(name, "scheme", known: schemes)
        }
        continue
      }
      guard let record = value.record(shape) else { continue }
      rules[name] = LabelRule(
        source: (record.has("source") ? record.text("source") : nil),
        share: record.share("share") ?? 1,
        delay: record.duration("delay") ?? 0, noise: record.share("noise") ?? 0)
    }
    return rules
  }
}
