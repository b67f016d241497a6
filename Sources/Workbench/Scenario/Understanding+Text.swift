// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability
import ScenarioLanguage

extension Understanding {
  /// What was understood, as text.
  ///
  /// - Parameter width: the columns there are; nothing for any.
  /// - Returns: lines ended by line feeds.
  public func text(_ width: Int?) -> String {
    let layout = TextColumns(width: width)
    var lines = header()
    lines += section("world", scenario.population.worldGraph, layout)
    lines += together(layout)
    lines += firstMonth(layout)
    lines += section("segments", scenario.population.segmentGraph, layout)
    lines += shares(layout)
    lines += section("view", scenario.population.viewGraph, layout)
    lines += classifiers(layout)
    let floors = floors(layout) + whatIfs(layout) + overlaps(layout)
    lines += floors + floorWords(in: floors, layout)
    lines += drift(layout)
    lines += variants(layout)
    lines += gates(layout)
    return lines.joined(separator: "\n") + "\n"
  }

  private func header() -> [String] {
    let population = scenario.population
    let last = population.from + (population.months - 1)
    let count = TextColumns.grouped(population.customers)
    let entrants = population.entrants.reduce(0, +)
    return [
      "\(scenario.name): \(scenario.title)",
      "\(count) customers, \(population.from) to \(last), seed \(scenario.seed), "
        + (population.isQuota ? "shares met exactly (quota)" : "drawn at random"),
      "warm-up \(population.warmUp) months; \(TextColumns.grouped(entrants)) enter later",
    ]
  }

  private func section(
    _ title: String, _ nodes: [PopulationModel.Node], _ layout: TextColumns
  ) -> [String] {
    let texts = nodes.map { node in
      let unit = node.unit.map { " [\($0)]" } ?? ""
      let parents = VectorName.folded(Self.parents(of: node)).joined(separator: ", ")
      return node.summary + unit + (parents.isEmpty ? "" : "  ← \(parents)")
    }
    let runs = VectorName.runs(nodes.map(\.name)) { texts[$0] == texts[$1] }
    let rows = runs.map { run in
      (VectorName.folded(nodes[run].map(\.name)).joined(), texts[run.lowerBound])
    }
    return ["", title] + layout.lines(rows)
  }

  private func together(_ layout: TextColumns) -> [String] {
    let groups = scenario.population.groups
    guard !groups.isEmpty else { return [] }
    let rows = groups.map { group in
      let pairs = zip(NormalCopula.pairs(of: group.copula.size), group.copula.correlations)
      let text = pairs.map { pair, correlation in
        "\(group.quantities[pair.first])–\(group.quantities[pair.second]) \(correlation.brief)"
      }
      return (group.name, "normal copula, correlations \(text.joined(separator: ", "))")
    }
    return ["", "together"] + layout.lines(rows)
  }

  /// What the world's numbers are like in the first scored month.
  private func firstMonth(_ layout: TextColumns) -> [String] {
    guard total > 0, !values.rows.isEmpty else { return [] }
    let title = "values in the first month, of \(TextColumns.grouped(total)) drawn customers"
    return ["", title] + layout.lines(values.rows)
  }

  /// What a node depends on; an element of a vector with the same number goes without it, so that
  /// elements that are alike read alike.
  private static func parents(of node: PopulationModel.Node) -> [String] {
    guard let number = VectorName.element(node.name)?.number else { return node.parents }
    return node.parents.map { parent in
      guard let element = VectorName.element(parent), element.number == number else {
        return parent
      }
      return element.base
    }
  }

  /// Shares in the first scored month: by the law, or drawn with their standard errors.
  private func shares(_ layout: TextColumns) -> [String] {
    guard total > 0 else { return [] }
    let schemes = scenario.population.schemes.enumerated().map { index, scheme in
      let known = law[index]
      let parts = scheme.segments.enumerated().map { segment, name in
        let share =
          known.map { TextColumns.percent($0[segment]) }
          ?? TextColumns.percent(count: counts[index][segment], of: total)
        return "\(name) \(share)"
      }
      return (scheme.name, parts.joined(separator: ", ") + (known == nil ? "" : " (by the law)"))
    }
    let drawn = TextColumns.grouped(total)
    let title = "shares in the first month, % (± standard error: from \(drawn) drawn customers)"
    return ["", title] + layout.lines(schemes)
  }

  private func classifiers(_ layout: TextColumns) -> [String] {
    guard !scenario.classifiers.isEmpty else { return [] }
    let rows = scenario.classifiers.map { classifier in
      let training =
        classifier.training.map {
          "; trained on \(TextColumns.grouped($0.customers)) customers"
        }
        ?? (classifier.classifier is OracleClassifier
          ? "; worked out for every customer in every month" : "")
      return (
        classifier.name,
        "finds \(classifier.scheme.name) by \(type(of: classifier.classifier).id)"
          + training
          + (classifier.choice == .usual
            ? "" : "; decides \(classifier.choice.text(classifier.scheme))")
          + "; sees \(sight(classifier))"
      )
    }
    return ["", "classifiers"] + layout.lines(rows)
  }

  private func sight(_ classifier: ClassifierSpecification) -> String {
    let features = scenario.population.schema.features
    if classifier.sees.count == features.count {
      return features.count == 1 ? features[0].name : "all \(features.count) features"
    }
    return VectorName.folded(classifier.sees.map { features[$0].name }).joined(separator: ", ")
  }

  private func variants(_ layout: TextColumns) -> [String] {
    guard !scenario.variants.isEmpty else { return [] }
    let rows = scenario.variants.map { ($0.name, $0.patch.lines.joined(separator: "; ")) }
    return ["", "variants"] + layout.lines(rows)
  }

  private func drift(_ layout: TextColumns) -> [String] {
    let population = scenario.population
    guard !population.drift.isEmpty else { return [] }
    let rows = population.drift.map { change in
      let from = "from \(population.from + change.from)"
      let until = change.until.map { " until \(population.from + ($0 - 1))" } ?? ""
      return (change.name, "\(from)\(until): \(change.target) \(change.summary)")
    }
    return ["", "drift"] + layout.lines(rows)
  }
}
