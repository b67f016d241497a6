// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// How far the errors that are counted lie from those that the posteriors expect: the standing test of
/// every floor.
struct FloorTrust {
  /// The distances by scheme and classifier; empty where no floor is known.
  private(set) var markdown = MarkdownTable([
    ("Scheme", false), ("Classifier", false), ("Counted less expected, standard errors", true),
    ("Variance of the expected rate over the counted one's", true),
  ])
  /// The floors that are in doubt.
  private(set) var warnings: [String] = []
  /// A distance over all months that chance passes once in 16,000.
  static let most = 4.0
  /// A distance in one of many months that chance passes once in 1.7 million.
  static let mostInMonth = 5.0

  init(_ schemes: [SchemeSummary]) {
    for scheme in schemes {
      for classifier in scheme.classifiers {
        guard let row = classifier.surprise, let distance = row.value.number else { continue }
        let mark = row.month == nil ? "" : "*"
        markdown.append([
          scheme.scheme.name, classifier.name, Rounded.fixed(distance, decimals: 2) + mark,
          classifier.varianceRatio?.value.number.map { Rounded.small($0, decimals: 3) + mark }
            ?? "",
        ])
      }
      warnings += scheme.classifiers.compactMap(Self.warning)
    }
  }

  private static func warning(_ classifier: ClassifierSummary) -> String? {
    let rows = classifier.surprises
    func isFar(_ row: Measurement) -> Bool {
      abs(row.value.number ?? 0) > (row.month == nil ? most : mostInMonth)
    }
    let worst = rows.filter(isFar).max { abs($0.value.number ?? 0) < abs($1.value.number ?? 0) }
    guard let worst, let distance = worst.value.number else { return nil }
    let when = worst.month.map { " in \($0)" } ?? ""
    return "the errors counted of \(classifier.name)\(when) lie "
      + "\(Rounded.fixed(abs(distance), decimals: 1)) standard errors "
      + "\(distance > 0 ? "above" : "below") those expected: its floor is in doubt"
  }
}
