// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A number of a classifier that tuning may move.
public struct TunedValue: Sendable {
  /// The keys of one moved value.
  static let shape = RecordShape(
    "a moved value",
    [
      .init(
        "between", .list(.number(.any)), isRequired: true,
        "the least and the greatest number it may have"),
      .init(
        "step", .number(.positive),
        "it moves in such steps from the least on; over all numbers that make a difference if it is not said"
      ),
    ], mayBeAnnotated: true)
  /// The most numbers a value may step through.
  private static let mostSteps = 100_000

  /// What the `tune` block calls it, such as `book.wealthy`.
  public let name: String
  /// The keys that lead to it in the scenario.
  public let path: [String]
  /// The keys that lead to it from the classifier's entry on.
  var keys: [String] { Array(path.dropFirst(2)) }
  /// The number that the scenario has.
  public let present: Double
  /// The least number it may have.
  public let least: Double
  /// The greatest number it may have.
  public let greatest: Double
  /// The distance between the numbers it may have; nothing for any number.
  public let step: Double?
  /// Where the value that moves is written.
  let position: SourcePosition
  /// What stands before the number, such as `below `.
  private let prefix: String
  private let isPercent: Bool
  private let isGrouped: Bool

  /// Reads one entry of `move`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - name: what the block calls it.
  ///   - reader: the cursor on its range.
  ///   - path: the keys that lead to the value.
  ///   - node: the value.
  ///   - isWhole: whether it can only be a whole number, so that it moves in steps of 1 where none is said.
  init?(
    named name: String, _ reader: ScenarioReader, path: [String], node: ScenarioNode,
    isWhole: Bool = false
  ) {
    guard let record = reader.record(Self.shape) else { return nil }
    let step = record["step"].map { $0.number(.positive) }
    guard let between = record["between"], let ends = Self.ends(between) else { return nil }
    if let step, step == nil { return nil }
    let text = node.text ?? ""
    prefix = text.hasPrefix("below ") ? "below " : ""
    let number = String(text.dropFirst(prefix.count))
    guard case .scalar(_, false) = node.content, let present = ScenarioReader.parseNumber(number)
    else {
      reader.error(
        "only a number can be tuned, but '\(path.joined(separator: "."))' is \(node.summary)")
      return nil
    }
    isPercent = number.hasSuffix("%")
    isGrouped = number.contains("_") || number.filter(\.isNumber).count < 5
    self.name = name
    self.path = path
    self.present = present
    (least, greatest) = ends
    self.step = (step ?? nil) ?? (isWhole ? 1 : nil)
    position = node.position
    if let step = self.step, (greatest - least) / step > Double(Self.mostSteps) {
      (record["step"] ?? between).error(
        "at most \(Self.mostSteps) steps can be taken, but these are more",
        advice: record.has("step")
          ? "take wider steps or a narrower range"
          : "say a 'step' above 1, or take a narrower range")
      return nil
    }
  }

  private static func ends(_ reader: ScenarioReader) -> (Double, Double)? {
    guard let items = reader.list() else { return nil }
    guard items.count == 2 else {
      reader.error("must be the least and the greatest number, but got \(reader.node.summary)")
      return nil
    }
    guard let least = items[0].number(), let greatest = items[1].number() else { return nil }
    guard least < greatest else {
      reader.error(
        "the first number must lie below the second, but got \(least.brief) and \(greatest.brief)")
      return nil
    }
    return (least, greatest)
  }

  /// The numbers it may have, ascending; nothing without a step.
  var steps: [Double]? {
    guard let step else { return nil }
    let count = Int(((greatest - least) / step + 1e-9).rounded(.down))
    return (0...count).map { min(greatest, Self.tidy(least + Double($0) * step)) }
  }

  /// The least number that it may have above another one.
  ///
  /// - Parameter bound: a number.
  /// - Returns: the number; nothing where all that it may have are as small.
  func next(above bound: Double) -> Double? {
    guard bound >= least else { return least }
    guard bound < greatest else { return nil }
    guard let step else { return bound.nextUp }
    let count = ((bound - least) / step + 1e-9).rounded(.down) + 1
    let next = Self.tidy(least + count * step)
    return next <= greatest * (1 + 1e-12) ? min(next, greatest) : nil
  }

  /// Whether a number is one that it may have.
  func allows(_ number: Double) -> Bool {
    guard number >= least, number <= greatest else { return false }
    guard let step else { return true }
    let steps = (number - least) / step
    return abs(steps - steps.rounded()) < 1e-6
  }

  /// A number without the last bits that adding steps leaves.
  private static func tidy(_ number: Double) -> Double {
    guard number.magnitude < 1e6 else { return number }
    let tidied = (number * 1e9).rounded() / 1e9
    return abs(tidied - number) <= 1e-12 * max(1, number.magnitude) ? tidied : number
  }

  /// A number as it is written in the scenario's file, in the style of what stands there.
  ///
  /// - Parameter number: a finite number.
  /// - Returns: the text, such as `300_000`, `below 4.5` or `2 %`.
  public func text(_ number: Double) -> String {
    let plain = isPercent ? Self.tidy(number * 100) : number
    let written = ScenarioEdit(path: path, number: plain).text
    return prefix + (isGrouped ? written : written.filter { $0 != "_" }) + (isPercent ? " %" : "")
  }
}
