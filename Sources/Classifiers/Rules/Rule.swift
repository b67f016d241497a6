// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// One rule: whoever meets the condition belongs to the segment.
public struct Rule: Sendable, Equatable {
  /// The segment.
  public let segment: SegmentIndex
  /// The condition as written.
  public let text: String
  /// The condition over slots: columns of the schema, or scores by their order.
  public let condition: CheckedExpression
  /// The names that it mentions.
  public let names: Set<String>
  /// Where it is written.
  public let position: SourcePosition
  /// The keys that lead to it.
  public let path: String
  /// The conditions that are joined to the whole, when there are several.
  public let parts: [ConditionPart]
}
