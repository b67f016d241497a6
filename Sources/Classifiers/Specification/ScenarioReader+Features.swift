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
  public func features(of schema: FeatureSchema, among columns: [Int]) -> [Int]? {
    guard let items = list() else { return nil }
    var found: [Int] = []
    var isGood = true
    for item in items {
      guard let named = item.featuresOrVector(of: schema, among: columns) else {
        isGood = false
        continue
      }
      if let twice = named.first(where: found.contains) {
        item.error("feature '\(schema.features[twice].name)' must stand once, but stands twice")
        isGood = false
      }
      found += named
    }
    return isGood ? found : nil
  }

  /// Reads the name of a feature, of a vector of features, or of some of its elements.
  private func featuresOrVector(of schema: FeatureSchema, among columns: [Int]) -> [Int]? {
    let text = node.text ?? ""
    if schema.column(of: text) == nil {
      let elements = columns.filter { schema.features[$0].name.hasPrefix(text + "[") }
      if !elements.isEmpty { return elements }
      if text.contains("[") {
        guard let name = vectorName(text) else { return nil }
        let known = columns.filter { schema.features[$0].name.hasPrefix(name.base + "[") }
        let found = name.names.map { schema.column(of: $0) }
        if !known.isEmpty, !found.contains(nil) { return found.compactMap(\.self) }
        if known.isEmpty { return feature(of: schema, among: columns).map { [$0] } }
        let names = known.map { schema.features[$0].name }
        error("there is no feature '\(text)'", advice: "known: \(names.joined(separator: ", "))")
        return nil
      }
    }
    return feature(of: schema, among: columns).map { [$0] }
  }

  private func vectorName(_ text: String) -> VectorName? {
    do throws(VectorName.Fault) { return try VectorName(text) } catch {
      self.error(error.message, advice: error.advice)
      return nil
    }
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
