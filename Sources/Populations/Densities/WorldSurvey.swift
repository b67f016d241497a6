// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

/// Finds out which part of the world a posterior needs, and whether it can be read backwards.
struct WorldSurvey {
  let model: PopulationModel
  let segment: SegmentReading
  /// How sharply its chances answer to numbers; nothing where it is not drawn by several.
  let slopes: UtilitySlopes?
  /// The cells of deciding numbers.
  let setting: Setting
  /// The quantities that the segment follows from.
  let parents: [String]
  /// The columns of the view that are seen.
  let seen: [Int]
  /// The names of all quantities that matter.
  private(set) var needed: Set<String> = []
  var groups: [SeenGroup] = []
  var pathGroups: [any PathGroup] = []
  private(set) var levelFeatures: [PosteriorPlan.LevelFeature] = []
  private(set) var tenureFeatures: [FeatureReading] = []
  private(set) var hiddenSlots: [Int] = []
  private(set) var columns: Set<Int> = []
  var limit: (month: Int, reason: String)?
  private(set) var moverCount = 0
  /// Where the value of a feature comes from, by column.
  var sources: [Int: SeenSource] = [:]

  /// Finds the quantities and features that matter.
  ///
  /// - Parameters:
  ///   - model: the world and the view.
  ///   - segment: how the segment follows, where nothing is decided.
  ///   - columns: the columns of the view that are seen.
  ///   - workedOut: the quantities that are worked out from others.
  ///   - end: where only the months before the first one with entrants are wanted, that month and why.
  init(
    _ model: PopulationModel, _ segment: SegmentReading, seeing columns: [Int],
    _ workedOut: WorkedOut, until end: (month: Int, reason: String)? = nil
  ) {
    self.model = model
    limit = end
    self.segment = segment
    slopes = nil
    setting = Setting(workedOut)
    seen = columns
    parents = model.quantities.filter {
      $0.levelNames.isEmpty
        ? segment.numberSlots.contains($0.slot) : segment.levelSlots.contains($0.slot)
    }.map(\.name)
    let related = relatedNames(countingEntry: end == nil)
    needed = Set(parents)
    for column in seen where parents(ofColumn: column).contains(where: related.contains) {
      self.columns.insert(column)
      needed.formUnion(parents(ofColumn: column))
    }
    needed.formUnion(model.exitDeciders.map(\.name).filter(related.contains))
    for quantity in model.quantities.reversed() where needed.contains(quantity.name) {
      needed.formUnion(quantity.parents)
    }
  }

  /// The same in a setting.
  ///
  /// - Parameters:
  ///   - survey: what matters.
  ///   - segment: how the segment follows in the setting.
  ///   - setting: the cells of deciding numbers.
  init(_ survey: WorldSurvey, _ segment: SegmentReading, _ setting: Setting) {
    (model, self.segment, self.setting) = (survey.model, segment, setting)
    slopes = UtilitySlopes(segment, survey.model)
    (parents, seen) = (survey.parents, survey.seen)
    (needed, columns, limit) = (survey.needed, survey.columns, survey.limit)
  }

  /// Reads all that is needed.
  mutating func read() throws(Unavailable) {
    try readSources()
    var latents: [LatentReading] = []
    var children: [(quantity: Quantity, node: LawNode, parent: Int)] = []
    var claimed: Set<String> = []
    var together: [(latent: LatentReading, group: String)] = []
    for quantity in model.quantities where needed.contains(quantity.name) {
      switch quantity.kind {
      case .levels(let node):
        hiddenSlots.append(quantity.slot)
        if node.mover != nil { moverCount += 1 }
      case .law(let declared):
        let node = try settled(declared)
        if claimed.contains(quantity.name) { continue }
        if let group = togetherGroup(quantity.name) {
          let latent = try latentTogether(quantity, node)
          together.append((latent, group))
          continue
        }
        if let found = try pathGroup(quantity, node, needed: needed) {
          guard setting.cells[quantity.slot] == nil else {
            throw Unavailable("'\(quantity.name)' evolves and decides what else is seen")
          }
          if let group = found.group {
            if case .points = group.target, !group.givesPoints {
              throw Unavailable(
                "the segment depends on '\(quantity.name)' and other numbers together, and what "
                  + "is seen does not give its law")
            }
            pathGroups.append(group)
          }
          claimed.formUnion(found.claimed)
          continue
        }
        if let parent = try Self.parent(of: quantity, node) {
          children.append((quantity, node, parent))
        } else {
          latents.append(
            try LatentReading(quantity, node, model, within: setting.cell(quantity.slot)))
        }
      case .tenure, .derived: break
      case .lawParameter:
        throw Unavailable("'\(quantity.name)' follows the present law of another quantity")
      }
    }
    for group in model.groups {
      try readTogether(group, together.filter { $0.group == group.name })
    }
    for latent in latents { try readGroup(latent, children.filter { $0.parent == latent.slot }) }
    for child in children where !latents.contains(where: { $0.slot == child.parent }) {
      throw Unavailable("'\(child.quantity.name)' depends on a number that is not drawn by itself")
    }
    try readLevels()
    try checkFeatures()
    try checkTargets(latents)
  }

  /// The number that a law's parameters depend on; nothing when they depend on none.
  private static func parent(
    of quantity: Quantity, _ node: LawNode
  ) throws(Unavailable) -> Int? {
    let slots = Set(node.plans.flatMap(\.numberSlots))
    guard let first = slots.first else { return nil }
    guard slots.count == 1 else {
      throw Unavailable("the law of '\(quantity.name)' depends on \(slots.count) numbers at once")
    }
    guard node.monthly == nil, node.atEntry == nil, node.overlays.allSatisfy({ $0 == nil }) else {
      throw Unavailable("'\(quantity.name)' depends on a number and changes from month to month")
    }
    return first
  }

  private mutating func readLevels() throws(Unavailable) {
    for column in columns.sorted() {
      let feature = model.view.features[column]
      let quantity: Quantity?
      switch feature.source {
      case .levels(let slot):
        quantity = model.quantities.first { $0.slot == slot && !$0.levelNames.isEmpty }
      case .number(let slot):
        quantity = model.quantities.first { $0.slot == slot && $0.name == "tenure" }
      case .expression: quantity = nil
      }
      guard let quantity else { continue }
      var isConstant = false
      if case .levels(let node) = quantity.kind { isConstant = node.mover == nil }
      let reading = try FeatureReading(
        feature, column: column, readingContext(feature), isConstant: isConstant)
      guard reading.channel == nil else { throw Unavailable("'\(feature.name)' has noise") }
      switch quantity.kind {
      case .tenure: tenureFeatures.append(reading)
      case .levels: levelFeatures.append(.init(reading: reading, slot: quantity.slot))
      default: continue
      }
    }
  }

  private func checkFeatures() throws(Unavailable) {
    let read = Set(
      groups.flatMap(\.columns) + pathGroups.flatMap(\.columns)
        + levelFeatures.map(\.reading.column)
        + tenureFeatures.map(\.column))
    for column in columns.sorted() where !read.contains(column) {
      throw Unavailable(
        "feature '\(model.view.features[column].name)' is worked out by an expression")
    }
  }

  private func checkTargets(_ latents: [LatentReading]) throws(Unavailable) {
    for slot in segment.numberSlots
    where !latents.contains(where: { $0.slot == slot })
      && !pathGroups.contains(where: {
        $0.slot == slot || $0.furtherCells.contains { $0.slot == slot }
      })
    {
      let name = model.quantities.first { $0.slot == slot && $0.levelNames.isEmpty }?.name ?? "?"
      throw Unavailable("the segment depends on '\(name)', whose law depends on other numbers")
    }
  }
}
