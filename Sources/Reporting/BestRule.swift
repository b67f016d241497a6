// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Classifiers of a scheme that see the same, and the best rule of all that do.
///
/// The table names no information sets: classifiers are put together whose best rules are as good in every
/// month and segment.
struct BestRule {
  /// The classifiers, in the table's order.
  private(set) var classifiers: [ClassifierSummary]

  /// The best rules of a scheme, in the order of their first classifiers; each classifier has one.
  ///
  /// - Parameter classifiers: the scheme's classifiers.
  /// - Returns: one for each set; of classifiers without a floor one for each.
  static func all(_ classifiers: [ClassifierSummary]) -> [BestRule] {
    var found: [BestRule] = []
    for classifier in classifiers {
      let own = BestRule(classifiers: [classifier])
      if let place = found.firstIndex(where: { $0.isKnown && $0.numbers == own.numbers }) {
        found[place].classifiers.append(classifier)
      } else {
        found.append(own)
      }
    }
    return found
  }

  /// Its misclassification rate in each month: the floor.
  var byMonth: [Measurement?] { classifiers[0].floorByMonth }
  /// Its recall of each segment over all months.
  var recalls: [Measurement?] { classifiers[0].floorRecalls }
  /// Whether anything is known of it.
  private var isKnown: Bool { numbers.contains { $0 != nil } }
  private var numbers: [Double?] { (byMonth + recalls).map { $0?.value.number } }

  /// A column's heading: "floor", with whose it is where a scheme has several.
  ///
  /// - Parameters:
  ///   - what: what stands in the column.
  ///   - isOnly: whether all classifiers of the scheme see the same.
  /// - Returns: the heading, marked where a classifier decides some customers only.
  func heading(_ what: String, isOnly: Bool) -> String {
    let mark = classifiers.contains { $0.isPartial } ? "†" : ""
    let names = classifiers.map(\.name).joined(separator: ", ")
    return what + mark + (isOnly ? "" : " for " + names)
  }
}
