// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension ScenarioReader {
  /// Reads a list of features whose logarithm is taken.
  ///
  /// - Parameter task: which features there are.
  /// - Returns: their columns; nothing when one of them is wrong.
  func logarithms(for task: ClassifierTask) -> [Int]? {
    guard let columns = features(of: task.schema, among: task.sees) else { return nil }
    for column in columns {
      if case .levels = task.schema.features[column].kind {
        let name = task.schema.features[column].name
        error("'\(name)' has levels, so that it has no logarithm")
        return nil
      }
    }
    return columns
  }
}
