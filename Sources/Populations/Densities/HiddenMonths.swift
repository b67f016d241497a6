// SPDX-License-Identifier: GPL-3.0-or-later

/// The law of the hidden levels in every scored month.
struct HiddenMonths: Sendable {
  /// The states, with weights that add up to 1; nothing for months with more than can be worked with.
  var states: [[WeightedState]?]
  /// Whether moves between the first and the latest were left out, or months of long ago put together.
  var hasShorterPaths = false
  /// Whether rare paths were taken for commoner ones.
  var hasFewerPaths = false

  /// The most states in a month.
  var most: Int { states.lazy.compactMap { $0?.count }.max() ?? 0 }
}
