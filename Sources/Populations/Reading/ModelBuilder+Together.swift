// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// The keys of one entry of `together`.
  static let togetherShape = RecordShape(
    "a group",
    [
      .init(
        "normal copula", .record(copulaShape), isRequired: true,
        "their normal scores have a joint normal law; each keeps its own law")
    ], mayBeAnnotated: true)
  private static let copulaShape = RecordShape(
    "normal copula",
    [
      .init(
        "of", .list(.name), isRequired: true, "two or more quantities drawn by continuous laws"),
      .init(
        "correlations", .list(.number(.init(-1, 1))), isRequired: true,
        "of their normal scores: the first with each later one, then the second with each later one, and so on"
      ),
    ])

  /// Reads the scenario's `together` block, and lets the quantities it names go together.
  func readTogether(_ reader: ScenarioReader) {
    for (name, value) in reader.named("group") ?? [] {
      guard let record = value.record(Self.togetherShape),
        let body = record["normal copula"]?.record(Self.copulaShape),
        let items = body["of"]?.list(), let list = body["correlations"],
        let numbers = list.list()
      else { continue }
      let members = members(items)
      let correlations = numbers.compactMap { $0.number(.init(-1, 1)) }
      guard members.count == items.count, correlations.count == numbers.count else { continue }
      guard members.count > 1 else {
        body["of"]?.error("must name at least two quantities, but names \(members.count)")
        continue
      }
      let names = members.map { quantities[$0].name }
      guard let copula = copula(names, correlations, list) else { continue }
      groups.append(JointGroup(name: name, quantities: names, copula: copula))
      correlate(members, copula)
    }
  }

  /// The positions of the named quantities; of those that cannot go together a problem is noted.
  private func members(_ items: [ScenarioReader]) -> [Int] {
    var members: [Int] = []
    var redrawn: (name: String, movers: [Int])?
    for item in items {
      guard let name = item.text(), let (position, node) = drawn(name, item) else { continue }
      if members.contains(position) {
        item.error("quantity '\(name)' must stand once, but stands twice")
        continue
      }
      if node.afterMove == .redraw {
        if let redrawn, redrawn.movers != node.movers {
          item.error(
            "'\(redrawn.name)' and '\(name)' are drawn anew by moves of different levels",
            advice: "what goes together is drawn anew by the same moves, or kept")
          continue
        }
        redrawn = redrawn ?? (name, node.movers)
      }
      members.append(position)
    }
    return members
  }

  /// The quantity of a name, when a normal score draws it.
  private func drawn(_ name: String, _ item: ScenarioReader) -> (Int, LawNode)? {
    let plain = PopulationModel.plain(name)
    guard let position = quantities.firstIndex(where: { $0.name == plain }) else {
      // Of what could not be read its own problem has been told.
      guard !names.contains(where: { $0.name == plain }) else { return nil }
      item.unknown(name, "quantity", known: quantities.map(\.name).filter { readLaws[$0] != nil })
      return nil
    }
    if let group = groups.first(where: { $0.quantities.contains(plain) }) {
      item.error("'\(name)' goes together with others in '\(group.name)' already")
      return nil
    }
    guard case .law(let node) = quantities[position].kind, let law = readLaws[plain] else {
      item.error(
        "'\(name)' \(reasonNotDrawn(quantities[position]))",
        advice: "quantities that go together are drawn by continuous laws")
      return nil
    }
    guard let reason = reasonApart(node, law) else { return (position, node) }
    item.error("'\(name)' \(reason)")
    return nil
  }

  private func reasonNotDrawn(_ quantity: Quantity) -> String {
    switch quantity.kind {
    case .levels: "has levels, which have no order"
    case .tenure: "is counted, not drawn"
    case .law, .derived, .lawParameter: "is worked out, not drawn"
    }
  }

  /// Why a quantity drawn by a law cannot go together with others.
  private func reasonApart(_ node: LawNode, _ law: ReadLaw) -> String? {
    if node.isEachMonth {
      return "is drawn anew each month; only what a customer keeps goes together"
    }
    let laws = law.plans.flatMap { $0.laws ?? [] }
    if law.templates.contains(where: \.isDiscrete) || laws.contains(where: \.isDiscrete) {
      return "takes whole numbers; only quantities with continuous laws go together"
    }
    if law.plans.contains(where: \.usesSampler) {
      return "is drawn by GSL's sampler, as its parameters vary by customer; "
        + "only quantities drawn by quantiles go together"
    }
    return nil
  }

  private func copula(
    _ names: [String], _ correlations: [Double], _ reader: ScenarioReader
  ) -> NormalCopula? {
    let pairs = NormalCopula.pairs(of: names.count)
    guard pairs.count == correlations.count else {
      let list = pairs.map { "\(names[$0.first])–\(names[$0.second])" }.joined(separator: ", ")
      reader.error(
        "\(names.count) quantities have \(pairs.count == 1 ? "one pair" : "\(pairs.count) pairs"), "
          + "\(list), but \(correlations.count) correlations are given")
      return nil
    }
    do throws(CholeskyFactor.NotPositiveDefinite) {
      return try NormalCopula(size: names.count, correlations: correlations)
    } catch {
      let left = NormalCopula.varianceLeft(
        to: error.row, size: names.count, correlations: correlations)
      reader.error(
        "the correlations cannot all hold: those of '\(names[error.row])' with the quantities before "
          + "it leave it a variance of \((left ?? 0).brief), which must be above 0",
        advice: "bring the correlations nearer to 0")
      return nil
    }
  }

  /// Gives each quantity the weights of the normals that its score is made of.
  ///
  /// Those that moves draw anew come last, so that they go on going together with those that stay:
  /// what stays never depends on a normal that is replaced.
  private func correlate(_ members: [Int], _ copula: NormalCopula) {
    var nodes: [(order: Int, node: LawNode)] = []
    for (order, member) in members.enumerated() {
      if case .law(let node) = quantities[member].kind { nodes.append((order, node)) }
    }
    let ordered =
      nodes.filter { $0.node.afterMove != .redraw } + nodes.filter { $0.node.afterMove == .redraw }
    let weights = copula.weights(inOrder: ordered.map(\.order))
    for (place, row) in weights.enumerated() where place > 0 {
      var node = ordered[place].node
      let others = ordered[..<place].enumerated().map { earlier, other in
        NormalMixture.Part(
          path: other.node.path, month: other.node.afterMove == .redraw ? nil : MonthCode.birth,
          weight: row[earlier])
      }
      node.mixture = NormalMixture(own: row[place], others: others)
      quantities[members[ordered[place].order]].kind = .law(node)
    }
  }
}
