// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// Asks for the value by a questionnaire: the sum of items answered on a few points.
///
/// The items' errors are drawn for the step's period: `per: month` asks anew each month, which a
/// refresh step after it may show only now and then. Where the values that reach it are all alike no
/// error gives a reliability, and the feature is missing.
struct LikertStep: ViewStep {
  static let id = "likert"
  static let summary = "the sum of a questionnaire's items, each answered from 1 to so many points"
  static let mechanism: ViewMechanism? = .questionnaire
  static let shape = Shape.record(record)
  static let periods = DrawPeriod.allCases
  private static let reliabilities = Shape.Limits(0.01, 0.999)
  private static let numbers = Shape.Limits(2, 100)
  private static let record = RecordShape(
    "likert",
    [
      .init("items", .integer(numbers), isRequired: true, "how many questions there are"),
      .init("points", .integer(numbers), isRequired: true, "how many answers each has"),
      .init(
        "reliability", .number(reliabilities), isRequired: true,
        "Cronbach's alpha of the sum in the first month's population"),
    ])
  private let scale: LikertScale
  private let reliability: Double
  private let period: DrawPeriod
  /// A state column for each item's error where it outlasts a month.
  private let memory: [Int?]
  /// How it is answered, where the declared laws tell.
  private let declared: LikertResponse?
  /// Otherwise the position of what is learned from the development population.
  private let slot: Int

  let keepsWholeNumbers = true
  let keepsUnit = false
  var note: String? {
    "sum of \(scale.items) items from 1 to \(scale.points), reliability \(reliability.brief) "
      + (declared == nil ? "in the development population" : "by the declared laws")
  }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let record = reader.record(Self.record) else { return nil }
    let items = record.integer("items", Self.numbers)
    let points = record.integer("points", Self.numbers)
    let reliability = record.number("reliability", Self.reliabilities)
    guard let items, let points, let reliability, let period = context.requiredPeriod(reader) else {
      return nil
    }
    guard !context.before.contains(where: \.makesMissing) else {
      reader.error(
        "a questionnaire asks for a true value, which is never missing",
        advice: "let 'missing' stand after 'likert': it leaves answers out")
      return nil
    }
    let scale = LikertScale(items: items, points: points)
    self.scale = scale
    self.reliability = reliability
    self.period = period
    memory = (0..<items).map { _ in context.memory(for: period) }
    declared = context.firstMonth.flatMap {
      LikertResponse(scale, reliability: reliability, in: $0)
    }
    slot = declared == nil ? context.addFit(.likert(scale, reliability: reliability)) : -1
  }

  /// How it is answered.
  ///
  /// - Parameter learned: the numbers learned from the development population.
  /// - Returns: nothing as long as they are not known.
  func response(_ learned: [Double]) -> LikertResponse? {
    if let declared { return declared }
    guard !learned[slot].isNaN else { return nil }
    return LikertResponse(
      scale: scale, mean: learned[slot], deviation: learned[slot + 1],
      correlation: learned[slot + 2])
  }

  var drawsForLong: Bool { memory.contains { $0 != nil } }

  func reading(_ context: ReadingContext) -> StepReading {
    // Before the development view is known the plan stands, but not the numbers.
    let isKnown = declared != nil || slot < context.imputedValues.count
    return .channel(LikertChannel(response: isKnown ? response(context.imputedValues) : nil))
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    Double(scale.sums.lowerBound)...Double(scale.sums.upperBound)
  }

  func apply(to month: inout StepMonth) {
    let (values, rows, runner) = (month.values, month.rows, month.runner)
    if declared == nil, month.month == 0 { runner.capture(slot, values, rows) }
    guard let response = response(runner.imputedValues) else {
      values.update(repeating: .nan, count: rows)
      return
    }
    // An answer is 1 + the whole part of this place, kept from 0 to points - 1.
    let width = scale.width
    let slope = response.correlation.squareRoot() / (response.deviation * width)
    let noise = (1 - response.correlation).squareRoot() / width
    let start = Double(scale.points) / 2 - slope * response.mean
    let (top, sums) = (Double(scale.points - 1), month.frame.scratch[3])
    sums.update(repeating: Double(scale.items), count: rows)
    for (item, memory) in memory.enumerated() {
      let normals = month.normals(ofPart: item, per: period, memory: memory)
      for row in 0..<rows {
        let place = (start + slope * values[row] + noise * normals[row]).rounded(.down)
        sums[row] += place < 0 ? 0 : place > top ? top : place
      }
    }
    values.update(from: sums, count: rows)
  }
}

extension PopulationModel {
  /// How a questionnaire is answered, as the generator draws its answers.
  ///
  /// - Parameter feature: a feature's name.
  /// - Returns: the response of its last questionnaire; nothing when it has none, or when it waits
  ///   for the development view.
  public func likertResponse(ofFeature feature: String) -> LikertResponse? {
    let steps = view.features.first { $0.name == feature }?.steps ?? []
    let step = steps.last { $0.step is LikertStep }?.step as? LikertStep
    return step?.response(imputedValues)
  }
}
