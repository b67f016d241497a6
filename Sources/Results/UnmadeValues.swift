// SPDX-License-Identifier: GPL-3.0-or-later

/// Values of one place of a scenario that could not be made and are missing: a result all the same,
/// which whoever reads the others must know.
public struct UnmadeValues: Sendable, Equatable {
  /// Why values could not be made.
  public enum Kind: String, Sendable, CaseIterable {
    /// A customer's values gave a law impossible parameters.
    case impossibleDraws = "impossible-draws"
    /// An expression of the world gave no finite number, although all that it reads was one.
    case notNumbers = "not-a-number"
  }

  /// Why they could not be made.
  public let kind: Kind
  /// Where they are declared: `world.balance`, `segments.need.invest`, `view.age` for its noise.
  public let source: String
  /// How many could not be made.
  public let rows: Int
  /// How many were to be made, in all months with the warm-up.
  public let total: Int

  /// Tells of values that could not be made.
  ///
  /// - Parameters:
  ///   - kind: why.
  ///   - source: where they are declared.
  ///   - rows: how many could not be made.
  ///   - total: how many were to be made.
  public init(_ kind: Kind, _ source: String, _ rows: Int, of total: Int) {
    self.kind = kind
    self.source = source
    self.rows = rows
    self.total = total
  }

  /// What happened where, and how often.
  public var sentence: String {
    let (rows, total) = (NumberText.grouped(rows), NumberText.grouped(total))
    return switch kind {
    case .impossibleDraws: "\(source): impossible parameters in \(rows) of \(total) draws"
    case .notNumbers: "\(source): not a number in \(rows) of \(total) rows"
    }
  }

  /// What could not be done, and the sentence.
  public var complaint: String {
    switch kind {
    case .impossibleDraws: "could not be drawn: " + sentence
    case .notNumbers: "could not be worked out: " + sentence
    }
  }
}
