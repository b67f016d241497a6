// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension ScenarioReader {
  /// Reads a list of feature names.
  ///
  /// - Parameters:
  ///   - schema: the features of the view.
  ///   - columns: those that may stand here.
  /// - Returns: the columns in the order written; nothing when one of them is wrong.
  func features(of schema: FeatureSchema, among columns: [Int]) -> [Int]? {
    guard let items = list() else { return nil }
    var found: [Int] = []
    var isGood = true
    for item in items {
      guard let column = item.feature(of: schema, among: columns) else {
        isGood = false
        continue
      }
      if found.contains(column) {
        item.error("feature '\(schema.features[column].name)' must stand once, but stands twice")
        isGood = false
      }
      found.append(column)
    }
    return isGood ? found : nil
  }

  /// Reads a feature's name.
  ///
  /// - Parameters:
  ///   - schema: the features of the view.
  ///   - columns: those that may stand here.
  /// - Returns: its column; nothing when there is none.
  func feature(of schema: FeatureSchema, among columns: [Int]) -> Int? {
    guard let name = text() else { return nil }
    if let column = schema.column(of: name) {
      if columns.contains(column) { return column }
      error("'\(name)' is a feature that this classifier does not see", advice: "add it to 'sees'")
      return nil
    }
    unknown(name, "feature", known: columns.map { schema.features[$0].name })
    return nil
  }

  /// Reads a segment's name.
  ///
  /// - Parameter scheme: the scheme it must belong to.
  /// - Returns: its index; nothing when there is none.
  func segment(of scheme: SegmentScheme) -> SegmentIndex? {
    guard let name = text() else { return nil }
    return segment(name, of: scheme)
  }

  /// Looks up a segment's name that stands at this value or as its key.
  ///
  /// - Parameters:
  ///   - name: the name as written.
  ///   - scheme: the scheme it must belong to.
  ///   - position: where it stands, if not at the start of this value.
  /// - Returns: its index; nothing when there is none.
  func segment(_ name: String, of scheme: SegmentScheme, at position: SourcePosition? = nil)
    -> SegmentIndex?
  {
    if let index = scheme.index(of: name) { return index }
    unknown(name, "\(scheme.name) segment", known: scheme.segments, at: position)
    return nil
  }
}
