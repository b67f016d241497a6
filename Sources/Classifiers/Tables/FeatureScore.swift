// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// How one feature is scored from 1 up: by quantiles, which move with the population when the
/// table is fitted again, or by numbers, which stay.
struct FeatureScore: Sendable {
  /// Where the cut points come from.
  enum Cuts: Sendable {
    /// So many groups of equal size in training.
    case quantiles(Int)
    /// Ascending numbers.
    case absolute([Double])

    /// The greatest score.
    var scores: Int {
      switch self {
      case .quantiles(let groups): groups
      case .absolute(let cuts): cuts.count + 1
      }
    }
  }

  static let shape = RecordShape(
    "a score",
    [
      RecordShape.Field(
        "quantiles", .integer(.init(2...100)),
        "so many groups of equal size, cut on training customers when the table is fitted; they "
          + "stay as they are until it is fitted again"),
      RecordShape.Field(
        "at", .list(.number(.any)), "ascending numbers; a value belongs above one that it equals"),
      RecordShape.Field(
        "reversed", .flag,
        "whether less is better, as with days since the last purchase: the least get the greatest score"
      ),
      RecordShape.Field(
        "missing", .integer(.atLeastOne),
        "the score of a missing value; conditions on it are unknown when not stated"),
    ])

  /// The feature's name.
  let name: String
  /// The feature's column.
  let column: Int
  /// Where the cut points come from.
  let cuts: Cuts
  /// Whether less is better.
  let isReversed: Bool
  /// The score of a missing value; nothing when it has none.
  let missing: Int?

  /// Reads one entry of `scores`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - name: the feature.
  ///   - reader: the cursor on its settings.
  ///   - position: where the feature's name stands.
  ///   - task: which features there are.
  init?(
    named name: String, _ reader: ScenarioReader, at position: SourcePosition, task: ClassifierTask
  ) {
    let column = Self.column(name, reader, position, task)
    guard let record = reader.record(Self.shape) else { return nil }
    let cuts = Self.cuts(record)
    let isReversed = record.has("reversed") ? record["reversed"]?.flag() : false
    guard let column, let cuts, let isReversed else { return nil }
    var missing: Int?
    if record.has("missing") {
      guard let score = record.integer("missing", .init(1...cuts.scores)) else { return nil }
      missing = score
    } else if task.mayBeMissing?.contains(column) == true {
      reader.warning(
        "'\(name)' can be missing; it has no score then, and conditions on it are unknown",
        advice:
          "say which score is meant, with 'missing: 1', or ask for it in a row, with '\(name): missing'"
      )
    }
    (self.name, self.column, self.cuts) = (name, column, cuts)
    (self.isReversed, self.missing) = (isReversed, missing)
  }

  private static func column(
    _ name: String, _ reader: ScenarioReader, _ position: SourcePosition, _ task: ClassifierTask
  ) -> Int? {
    guard let column = task.schema.column(of: name) else {
      reader.unknown(name, "feature", known: task.visibleNames, at: position)
      return nil
    }
    guard task.sees.contains(column) else {
      reader.error(
        "'\(name)' is a feature that this classifier does not see", advice: "add it to 'sees'",
        at: position)
      return nil
    }
    guard case .levels = task.schema.features[column].kind else { return column }
    reader.error("a score needs a feature of numbers, but '\(name)' has levels", at: position)
    return nil
  }

  private static func cuts(_ record: RecordReader) -> Cuts? {
    guard let key = record.one(of: ["quantiles", "at"], "way of cutting") else { return nil }
    if key == "quantiles" {
      return record.integer("quantiles", .init(2...100)).map { .quantiles($0) }
    }
    guard let reader = record["at"], let items = reader.list() else { return nil }
    let cuts = items.compactMap { $0.number() }
    guard cuts.count == items.count else { return nil }
    guard (1...99).contains(cuts.count) else {
      reader.error("must hold 1 to 99 numbers, but got \(cuts.count)")
      return nil
    }
    for (lower, upper) in zip(cuts, cuts.dropFirst()) where !(lower < upper) {
      reader.error(
        "cut points must ascend, but \(ShortNumber.text(upper)) follows \(ShortNumber.text(lower))")
      return nil
    }
    return .absolute(cuts)
  }
}
