// SPDX-License-Identifier: GPL-3.0-or-later

/// The study as JSON: what was tuned, from what to what, what it is worth, and what it was made from.
enum TuningStudyText {
  /// The file `study.json`.
  ///
  /// - Parameters:
  ///   - summary: what was found.
  ///   - isComplete: whether the search came to its end; else only what it is made from is told.
  /// - Returns: the file.
  static func study(_ summary: TuningSummary, isComplete: Bool) -> String {
    var json = JSONText()
    json.object { json in
      json.member("scenario", summary.scenario)
      json.member("scenario-hash", summary.scenarioHash)
      json.member("seed", summary.seed)
      json.member("state", isComplete ? "complete" : "interrupted")
      if isComplete { add(summary, to: &json) }
    }
    return json.text + "\n"
  }

  private static func add(_ summary: TuningSummary, to json: inout JSONText) {
    json.member("classifier", summary.classifier)
    json.member("customers", summary.customers)
    json.member("customer-months", summary.customerMonths)
    json.member("judged-by", summary.isExpected ? "chances" : "drawn truth")
    json.member("candidates", summary.candidates)
    json.member("ended-by", summary.end.rawValue)
    json.member("without-segment", summary.without)
    json.member("leaving-more", summary.leavingMore)
    json.member("as-good", summary.alike)
    json.member("conditions-met", summary.isMet ? "yes" : "no")
    json.member("keeps-file", summary.keepsFile ? "yes" : "no")
    json.member("objective", summary.goal.title)
    json.member("before", summary.goal.present)
    json.member("best", summary.goal.best)
    json.member("after", summary.goal.chosen)
    difference("gain", summary.gain, &json)
    if let fresh = summary.fresh {
      json.object("fresh") { json in
        json.member("populations", fresh.populations)
        difference("optimism", fresh.optimism, &json)
        difference("gain", fresh.gain, &json)
      }
    }
    json.array("conditions") { json in
      for condition in summary.conditions { add(condition, to: &json) }
    }
    json.array("values") { json in
      for value in summary.values { add(value, to: &json) }
    }
  }

  private static func add(_ condition: TuningSummary.Measure, to json: inout JSONText) {
    json.object { json in
      json.member("metric", condition.title)
      json.member("wanted", condition.wish)
      json.member("before", condition.present)
      json.member("best", condition.best)
      json.member("after", condition.chosen)
      json.member("met", condition.isMet ? "yes" : "no")
    }
  }

  private static func add(_ value: TuningSummary.Value, to json: inout JSONText) {
    json.object { json in
      json.member("name", value.name)
      json.member("before", value.present)
      json.member("best", value.best)
      json.member("after", value.chosen)
      json.member("as-good-from", value.plateau?.lowerBound)
      json.member("as-good-to", value.plateau?.upperBound)
      json.member("importance", value.share)
      difference("lost-with-before", value.reset, &json)
      guard let spread = value.spread else { return }
      json.object("spread") { json in
        json.member("standard-deviation", spread.deviation)
        json.member("least", spread.least)
        json.member("greatest", spread.greatest)
        json.member("low", spread.low)
        json.member("high", spread.high)
      }
    }
  }

  /// A difference with its interval of 95 %; left out where there is none.
  private static func difference(
    _ key: String, _ difference: TuningSummary.Difference?, _ json: inout JSONText
  ) {
    guard let difference else { return }
    json.object(key) { json in
      json.member("value", difference.value)
      json.member("low", difference.low)
      json.member("high", difference.high)
    }
  }
}
