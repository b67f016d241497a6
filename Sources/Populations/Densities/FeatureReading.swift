// SPDX-License-Identifier: GPL-3.0-or-later

/// A feature read backwards: from what is seen of it to what it says about its source.
struct FeatureReading: Sendable {
  /// What the steps make of the source, read from the last step to the first.
  private enum Step: Sendable {
    case pieces(@Sendable (SeenPiece) -> [SeenPiece])
    case missing(MissingReading)
    case fill(Double)
  }

  /// The feature's column in the view.
  let column: Int
  /// The feature's name.
  let name: String
  /// The step that passes the value on with an error; nothing when all steps are exact.
  let channel: (any SeenChannel)?
  /// How old the value is that is shown, where it may be another one than today's.
  let lags: [LagLaw]
  /// Whether its last steps leave few different values.
  let isRounded: Bool
  private let backwards: [Step]

  /// Reads a feature.
  ///
  /// - Parameters:
  ///   - feature: the feature.
  ///   - column: its column.
  ///   - context: what its steps need to know.
  ///   - isConstant: whether its source never changes.
  ///   - readsEarlier: whether it may show the value of some months ago.
  /// - Throws: why it cannot be read backwards.
  init(
    _ feature: ViewModel.Feature, column: Int, _ context: ReadingContext, isConstant: Bool,
    readsEarlier: Bool = false
  ) throws(Unavailable) {
    self.column = column
    name = feature.name
    var (channel, steps): ((any SeenChannel)?, [Step]) = (nil, [])
    var (sharesUnknown, lags) = (false, [LagLaw]())
    for placed in feature.steps {
      let label = "feature '\(feature.name)'"
      switch placed.step.reading(context) {
      case .pieces(let before): steps.append(.pieces(before))
      case .missing(.hidden(let reason)): throw Unavailable("\(label): \(reason)")
      case .missing(let reading):
        if case .regardless(nil) = reading { sharesUnknown = true }
        steps.append(.missing(reading))
      case .fill(let value):
        guard !sharesUnknown else {
          throw Unavailable("\(label) fills values that are missing by other features")
        }
        steps.append(.fill(value))
      case .channel(let found):
        guard channel == nil else { throw Unavailable("\(label) has two kinds of noise") }
        guard steps.isEmpty else { throw Unavailable("\(label) has noise after another step") }
        channel = found
      case .lagged(let lag):
        if isConstant { continue }
        guard readsEarlier else { throw Unavailable("\(label) \(lag.reason)") }
        guard steps.isEmpty, channel == nil else {
          throw Unavailable("\(label) \(lag.reason) after another step")
        }
        lags.append(lag)
      case .unreadable(let reason): throw Unavailable("\(label) \(reason)")
      }
    }
    self.channel = channel
    self.lags = lags
    backwards = steps.reversed()
    isRounded = feature.steps.contains { $0.step is RoundStep }
  }

  /// What may have stood before all exact steps.
  ///
  /// - Parameter seen: the seen value; NaN when it is missing.
  /// - Returns: pieces, some of which may not count beside others.
  func pieces(_ seen: Double) -> [SeenPiece] {
    var pieces = [SeenPiece.seen(seen)]
    for step in backwards {
      // Mostly there is one.
      pieces =
        pieces.count == 1
        ? Self.before(step, pieces[0]) : pieces.flatMap { Self.before(step, $0) }
    }
    return pieces
  }

  private static func before(_ step: Step, _ piece: SeenPiece) -> [SeenPiece] {
    switch step {
    case .pieces(let before): before(piece)
    case .missing(let reading): reading.pieces(piece)
    case .fill(let value): unfilled(piece, value)
    }
  }

  private static func unfilled(_ piece: SeenPiece, _ filling: Double) -> [SeenPiece] {
    // Where no value of the development view was known, nothing is filled.
    guard !filling.isNaN else { return [piece] }
    guard piece.values != .missing else { return [] }
    return piece.values.contains(filling) ? [piece.with(.missing), piece] : [piece]
  }
}
