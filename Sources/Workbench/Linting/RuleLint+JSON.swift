// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Evaluation
import Results
import ScenarioLanguage

extension RuleLint {
  /// What was examined and found, as one JSON object.
  ///
  /// - Parameter file: the scenario's file.
  /// - Returns: the object's text, ended by a line feed.
  public func json(file: String) -> String {
    var json = JSONText()
    json.object { json in
      json.member("file", file)
      json.array("findings") { json in
        for subject in subjects {
          for finding in subject.findings {
            json.object { Self.write(finding, of: subject, to: &$0) }
          }
        }
      }
      json.member("scenario", scenario)
      json.array("subjects") { json in
        for subject in subjects { json.object { Self.write(subject, to: &$0) } }
      }
      json.array("unexamined") { json in
        for own in unexamined {
          json.object { json in
            json.member("classifier", own.classifier)
            json.member("kind", own.kind)
            json.member("reason", own.reason)
          }
        }
      }
    }
    return json.text + "\n"
  }

  private static func write(
    _ finding: LintFinding, of subject: Subject, to json: inout JSONText
  ) {
    json.member("advice", finding.advice)
    json.member("assumed", finding.isAssumed)
    json.member("classifier", subject.classifier)
    if let codes = finding.codes { json.member("codes", codes) }
    json.member("column", finding.position.column)
    if let share = finding.share { json.object("customers") { write(share, to: &$0) } }
    json.member("file", finding.position.file)
    json.member("kind", finding.kind.rawValue)
    json.member("line", finding.position.line)
    json.member("message", finding.message)
    json.member("path", finding.path)
    json.member("severity", finding.severity.rawValue)
  }

  private static func write(_ share: LintShare, to json: inout JSONText) {
    json.member("count", share.customers)
    json.member("high", share.interval?.high)
    json.member("low", share.interval?.low)
    json.member("of", share.of)
    if let weight = share.weight {
      json.member("weight", weight)
      json.member("weighted by", share.weightName)
    }
  }

  private static func write(_ subject: Subject, to json: inout JSONText) {
    json.member("classifier", subject.classifier)
    if let codes = subject.codes {
      json.object("codes") { json in
        json.member("none", codes.none)
        json.member("one", codes.one)
        json.member("several", codes.several)
      }
    }
    json.member("exact", subject.isExact)
    json.member("hit", subject.hit.rawValue)
    json.member("kind", subject.kind)
    json.member("points", subject.points)
    json.member("rules", subject.rules)
    json.object("several") { write(subject.shared, to: &$0) }
    json.object("uncovered") { write(subject.uncovered, to: &$0) }
  }
}
