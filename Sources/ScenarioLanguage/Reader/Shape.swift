// SPDX-License-Identifier: GPL-3.0-or-later

/// What may stand at a place of a scenario: the checker, the JSON Schema and the help are made
/// from it.
public indirect enum Shape: Sendable {
  /// A number within limits.
  case number(Limits)
  /// A whole number within limits.
  case integer(Limits)
  /// A probability or share, 0 to 1; may be written `10 %`.
  case share
  /// Any text.
  case text
  /// A name of the user's own or a reference to one.
  case name
  /// A month such as `2026-03`.
  case month
  /// A length of time such as `3 months` or `2 years`.
  case duration
  /// `yes` or `no`.
  case flag
  /// One of these words.
  case choice([String])
  /// An expression over names; a number is one too.
  case expression
  /// A condition: an expression that is true or false.
  case condition
  /// A number or expression, or a table of them by level: `{by persona: {student: 1, others: 2}}`.
  case table
  /// A list of values of one shape.
  case list(Shape)
  /// A record whose keys are the user's own names; the text says what is named.
  case named(Shape, String)
  /// A record with our own keys.
  case record(RecordShape)
  /// Any value: what must hold of it is known only at the place where it will stand.
  case anything
  /// Any one of these shapes.
  case either([Shape])

  /// Bounds of a number.
  public struct Limits: Sendable, Equatable {
    /// The least allowed value.
    public let least: Double
    /// The greatest allowed value.
    public let greatest: Double
    /// Whether the least value itself is excluded.
    public let isOpenBelow: Bool

    /// Makes bounds.
    ///
    /// - Parameters:
    ///   - least: the least allowed value.
    ///   - greatest: the greatest allowed value.
    ///   - isOpenBelow: whether the least value itself is excluded.
    public init(_ least: Double, _ greatest: Double, isOpenBelow: Bool = false) {
      self.least = least
      self.greatest = greatest
      self.isOpenBelow = isOpenBelow
    }

    /// Makes bounds of a whole number.
    ///
    /// - Parameter range: the numbers that are allowed.
    public init(_ range: ClosedRange<Int>) {
      self.init(Double(range.lowerBound), Double(range.upperBound))
    }

    /// Any finite number.
    public static let any = Limits(-.infinity, .infinity)
    /// A number of at least 0.
    public static let atLeastZero = Limits(0, .infinity)
    /// A number of at least 1.
    public static let atLeastOne = Limits(1, .infinity)
    /// A number of customers that are held in memory: at least 1.
    public static let someCustomers = Limits(1, 100_000_000)
    /// A number of customers at all: at least 0.
    public static let anyCustomers = Limits(0, 4_000_000_000)
    /// A number above 0.
    public static let positive = Limits(0, .infinity, isOpenBelow: true)

    /// Whether a number lies within the bounds.
    ///
    /// - Parameter value: a number.
    /// - Returns: whether it is finite and within the bounds.
    public func contain(_ value: Double) -> Bool {
      value.isFinite && value <= greatest && (isOpenBelow ? value > least : value >= least)
    }

    /// What must hold, for messages: `a number above 0`.
    public var requirement: String {
      switch (least.isFinite, greatest.isFinite) {
      case (false, false): "a finite number"
      case (true, false): isOpenBelow ? "above \(least.brief)" : "at least \(least.brief)"
      case (false, true): "at most \(greatest.brief)"
      case (true, true) where least == greatest: "\(least.brief)"
      case (true, true) where isOpenBelow: "above \(least.brief) and at most \(greatest.brief)"
      case (true, true): "within \(least.brief) and \(greatest.brief)"
      }
    }
  }
}

extension Shape {
  /// What may stand at a place below.
  ///
  /// - Parameter keys: the keys that lead there.
  /// - Returns: the shape; nothing where there can be no such place, or where it is known there only.
  public func shape(at keys: [String]) -> Shape? {
    guard let first = keys.first else { return self }
    let rest = Array(keys.dropFirst())
    switch self {
    case .named(let value, _): return value.shape(at: rest)
    case .record(let record):
      return record.fields.first { $0.key == first }?.shape.shape(at: rest)
    case .either(let shapes): return shapes.lazy.compactMap { $0.shape(at: keys) }.first
    default: return nil
    }
  }
}
