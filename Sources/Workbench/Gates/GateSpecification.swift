// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import ScenarioLanguage

/// The scenario's `gates` block: what must hold for a change to pass.
public struct GateSpecification: Sendable {
  /// The keys of the block; a list alone stands for `must hold`.
  static let recordShape = RecordShape(
    "gates",
    [
      .init("must hold", .list(.record(Gate.shape)), isRequired: true, "the gates"),
      .init(
        "replicates", .integer(.init(1, 1000)),
        "how many times all is repeated, with other customers and other training samples: with two "
          + "or more, verdicts say what holds over both; 1 if it is not said"),
    ] + Gate.settings, shortForm: "must hold", mayBeAnnotated: true)

  /// The gates in the order written.
  public let gates: [Gate]
  /// How many times all is repeated.
  public let replicates: Int

  /// No gates.
  static let none = GateSpecification()

  private init() { (gates, replicates) = ([], 1) }

  /// Reads the block; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the block; nothing when there is none.
  ///   - context: what gates may name.
  init(reading reader: ScenarioReader?, _ context: GateContext) {
    guard let record = reader?.record(Self.recordShape) else {
      (gates, replicates) = ([], 1)
      return
    }
    let defaults = GateDefaults().overridden(by: record)
    gates = (record["must hold"]?.list() ?? []).flatMap {
      Gate.all(reading: $0, defaults, context)
    }
    replicates = record.integer("replicates", .init(1, 1000)) ?? 1
    if record["must hold"]?.node.items?.isEmpty == true {
      record.reader.error(
        "gates must name at least one gate, but got an empty list",
        advice: "leave 'gates' out for none")
    }
  }

  /// Schemes of gates whose segments are others than before: what is measured over all of them is another
  /// thing, which no number tells.
  ///
  /// - Parameters:
  ///   - population: the customers now.
  ///   - before: those of the baseline.
  /// - Returns: a sentence for each scheme.
  func otherSegments(_ population: PopulationModel, since before: PopulationModel) -> [String] {
    population.schemes.compactMap { scheme in
      guard gates.contains(where: { $0.scheme == scheme.name }),
        let old = before.schemes.first(where: { $0.name == scheme.name })
      else { return nil }
      let new = scheme.segments.filter { !old.segments.contains($0) }
      let lost = old.segments.filter { !scheme.segments.contains($0) }
      guard !new.isEmpty || !lost.isEmpty else { return nil }
      func named(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
      }
      return
        "'\(scheme.name)' has other segments than in the baseline (new: \(named(new)); no more: "
        + "\(named(lost))): numbers over all of them compare what is not the same"
    }
  }

  /// Levels that gates for each level of a quantity would have been about before: who gives up a level
  /// is told, as its customers are judged no more.
  ///
  /// - Parameters:
  ///   - population: the customers now.
  ///   - before: those of the baseline.
  /// - Returns: a sentence for each quantity that has lost levels.
  func lostLevels(_ population: PopulationModel, since before: PopulationModel) -> [String] {
    var names: [String] = []
    for gate in gates {
      guard let part = gate.slice?.parts.first, gate.slice?.parts.count == 1,
        let now = SliceQuantity(part.quantity, in: population),
        gate.siblings == now.levels.count, !names.contains(part.quantity)
      else { continue }
      names.append(part.quantity)
    }
    return names.compactMap { name in
      let now = SliceQuantity(name, in: population)?.levels ?? []
      let lost = (SliceQuantity(name, in: before)?.levels ?? []).filter { !now.contains($0) }
      guard !lost.isEmpty else { return nil }
      return "'\(name)' has lost levels since the baseline, which no gate is about any more: "
        + lost.joined(separator: ", ")
    }
  }
}
