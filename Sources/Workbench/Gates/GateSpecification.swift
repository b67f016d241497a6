// SPDX-License-Identifier: GPL-3.0-or-later
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
}
