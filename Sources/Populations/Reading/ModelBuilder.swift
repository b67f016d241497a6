// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

/// Reads the blocks of a scenario in the order of its references, and compiles them as it goes.
final class ModelBuilder {
  let log: ProblemLog
  let root: SeedPath
  let drift: DriftBook
  let book: BookSpecification
  var layout = FrameLayout()
  var quantities: [Quantity] = []
  var truths: [TrueScheme] = []
  var names: [(name: String, value: NamedValue)] = []
  /// The names of all entries of the world that can be mentioned.
  var worldEntries: Set<String> = []
  /// How far the entries of the world or the view have been read, for messages.
  var blockBeingRead: BlockBeingRead?
  /// Names that no expression can mention, all of which have been told.
  var unusableNames: Set<String> = []
  /// What could not be read, such as `world.income` or `segments.stage`, all of which has been told.
  var unread: Set<String> = []
  /// Names some expression has used.
  var usedNames: Set<String> = []
  var levelNamesBySlot: [Int: [String]] = [:]
  var moverBySlot: [Int: Int] = [:]
  var tenureSlot: Int?
  /// The chance of leaving each month, once it has been read; before, tenure waits for its law.
  var exitHazard: CheckedExpression??
  /// What view steps learn from the development view.
  var fits: [DevelopmentFit] = []
  /// Quantities that go together.
  var groups: [JointGroup] = []
  /// Laws of quantities read so far, for `law.PARAMETER(name)`.
  var readLaws: [String: ReadLaw] = [:]

  /// A quantity's law as read: by epoch, with what it depends on.
  struct ReadLaw {
    let plans: [DrawPlan]
    let templates: [LawTemplate]
    let levelSlot: Int?

    /// A range that holds the values of all laws: the least one where they are known.
    var support: ClosedRange<Double> {
      let supports = zip(plans, templates).flatMap { plan, template in
        plan.laws?.map(\.support) ?? [template.bounds]
      }
      guard let first = supports.first else { return -Double.infinity ... .infinity }
      return supports.reduce(first) {
        min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
      }
    }
  }

  init(log: ProblemLog, root: SeedPath, drift: DriftBook, book: BookSpecification) {
    self.log = log
    self.root = root
    self.drift = drift
    self.book = book
  }

  /// The quantities with moves that a level slot's moves belong to.
  func movers(of slots: some Sequence<Int>) -> [Int] {
    Set(slots.compactMap { moverBySlot[$0] }).sorted()
  }

  /// Reads the exit hazard, which may be by the months on the books, and gives these their law.
  func readExit() -> CheckedExpression? {
    let exit = book.hazard.flatMap { number($0) }
    if exit == nil, book.hazard != nil { unread.insert("population.exit.hazard") }
    exitHazard = .some(exit)
    finishTenure(exit)
    return exit
  }

  /// Reads a number, an expression or a table by level.
  func number(
    _ reader: ScenarioReader, extra: [(name: String, value: NamedValue)] = []
  ) -> CheckedExpression? {
    guard !reader.node.mentions(anyOf: unusableNames) else { return nil }
    let scope = WorldScope(builder: self, extra: extra)
    return TableValue(reading: reader)?.checked(in: scope, reader)?.expression
  }

  /// Reads a condition.
  func condition(_ reader: ScenarioReader) -> CheckedExpression? {
    guard !reader.node.mentions(anyOf: unusableNames) else { return nil }
    let scope = WorldScope(builder: self, extra: [])
    return Expression(reading: reader)?.checkedCondition(in: scope, reader)
  }

  /// The names of the quantities that an expression reads, in order.
  func parents(of expressions: [CheckedExpression]) -> [String] {
    let numbers = Set(expressions.flatMap(\.numberSlots))
    let levels = Set(expressions.flatMap(\.levelSlots))
    return quantities.filter {
      $0.levelNames.isEmpty ? numbers.contains($0.slot) : levels.contains($0.slot)
    }.map(\.name)
  }
}
