// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// One rule: whoever meets the condition belongs to the segment.
struct Rule: Sendable, Equatable {
  /// The segment.
  let segment: SegmentIndex
  /// The condition as written.
  let text: String
  /// The condition over slots, which are columns of the schema.
  let condition: CheckedExpression
  /// The names that it mentions.
  let names: Set<String>
}
