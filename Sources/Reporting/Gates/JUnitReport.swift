// SPDX-License-Identifier: GPL-3.0-or-later
public import Results

/// The verdicts of a check as JUnit XML, which most CI servers show: a suite for each scenario, a case
/// for each gate, and one for what the baseline's own scenario gives now.
///
/// It holds no times and no host, so equal checks give equal files.
public struct JUnitReport {
  private let scenarios: [CheckedScenario]
  private let abandoned: [String]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - scenarios: the verdicts by scenario.
  ///   - abandoned: folders of baselines whose scenario was not found.
  public init(_ scenarios: [CheckedScenario], abandoned: [String] = []) {
    (self.scenarios, self.abandoned) = (scenarios, abandoned)
  }

  /// The file's text.
  public var text: String {
    let suites = scenarios.map(Self.suite) + (abandoned.isEmpty ? [] : [abandonment])
    let total = suites.reduce(Totals()) { $0 + $1.totals }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"segbench check\" \(total.attributes)>\n"
      + suites.map(\.text).joined() + "</testsuites>\n"
  }

  private struct Totals {
    var (tests, failures, errors, skipped) = (0, 0, 0, 0)

    static func + (left: Totals, right: Totals) -> Totals {
      var sum = left
      sum.tests += right.tests
      sum.failures += right.failures
      sum.errors += right.errors
      sum.skipped += right.skipped
      return sum
    }

    var attributes: String {
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }
  }

  private static func suite(_ scenario: CheckedScenario) -> (text: String, totals: Totals) {
    var (totals, cases) = (Totals(), "")
    for gate in scenario.gates {
      totals.tests += 1
      let words = GateWords(gate)
      let detail = words.explanation.joined(separator: "\n")
      var content = ""
      switch gate.verdict {
      case .pass:
        content = "      <system-out>\(escaped(detail))</system-out>\n"
      case .notMeasurable:
        totals.errors += 1
        content = element("error", "not measurable", words.sentence, detail)
      case .fail, .undecided:
        if gate.isBroken {
          totals.failures += 1
          content = element("failure", gate.verdict.rawValue, words.sentence, detail)
        } else {
          totals.skipped += 1
          content = "      <skipped message=\"\(escaped("undecided: " + words.sentence))\"/>\n"
        }
      }
      cases += testcase(gate.gate, scenario.scenario, gate.file, gate.line, content)
    }
    if scenario.baseline == .same || scenario.baseline == .changed {
      totals.tests += 1
      var content = ""
      if !scenario.departures.isEmpty {
        totals.failures += 1
        let detail = scenario.departures.joined(separator: "\n")
        content = element("failure", "fail", "the tool has changed", detail)
      }
      cases += testcase(
        "the baseline's own scenario gives what it gave", scenario.scenario, scenario.file, 1,
        content)
    }
    let text =
      "  <testsuite name=\"\(escaped(scenario.scenario))\" \(totals.attributes)>\n"
      + "    <properties>\n      <property name=\"baseline\" value=\"\(scenario.baseline.rawValue)\"/>\n"
      + "    </properties>\n" + cases + news(scenario) + "  </testsuite>\n"
    return (text, totals)
  }

  /// A suite of baselines whose scenario was not found, which is told and breaks nothing.
  private var abandonment: (text: String, totals: Totals) {
    var totals = Totals()
    (totals.tests, totals.skipped) = (abandoned.count, abandoned.count)
    let cases = abandoned.map { folder in
      Self.testcase(
        folder, "baselines", folder + "/scenario.yaml", 1,
        "      <skipped message=\"\(Self.escaped(CheckReport.abandonment))\"/>\n")
    }
    let text =
      "  <testsuite name=\"baselines without a scenario\" \(totals.attributes)>\n" + cases.joined()
      + "  </testsuite>\n"
    return (text, totals)
  }

  private static func news(_ scenario: CheckedScenario) -> String {
    guard !scenario.news.isEmpty else { return "" }
    let text = scenario.news.joined(separator: "\n")
    return "    <system-out>\(escaped(text))</system-out>\n"
  }

  private static func testcase(
    _ name: String, _ suite: String, _ file: String, _ line: Int, _ content: String
  ) -> String {
    let head =
      "    <testcase classname=\"\(escaped(suite))\" name=\"\(escaped(name))\" "
      + "file=\"\(escaped(file))\" line=\"\(line)\""
    return content.isEmpty ? head + "/>\n" : head + ">\n" + content + "    </testcase>\n"
  }

  private static func element(
    _ name: String, _ type: String, _ message: String, _ detail: String
  ) -> String {
    "      <\(name) type=\"\(type)\" message=\"\(escaped(message))\">\(escaped(detail))</\(name)>\n"
  }

  /// A text for XML 1.0, which has no place for most control characters.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case ..." " where scalar != " ", "\u{7F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
