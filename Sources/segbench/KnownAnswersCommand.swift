// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import Workbench

/// `segbench known-answers [FILES…]`: sets floors beside those that are known from elsewhere.
struct KnownAnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "known-answers",
    abstract: "Compare least errors with those known from theory, enumeration or papers.",
    discussion: """
      Each scenario says under 'floor: known:' what is known. Exits with 1 where a least error lies \
      more than three standard errors off, with 2 where none can be worked out or its standard error \
      is above 0.05 percentage points, unless fewer customers are asked for than usual.
      """)

  @Argument(help: "Scenario files, or folders of them. (default: Scenarios/known-answers)")
  var scenarios: [String] = ["Scenarios/known-answers"]
  @Option(
    parsing: .unconditional,
    help: "On how many customers of each scenario least errors are worked out.",
    transform: WholeNumber.within(100...10_000_000))
  var customers = KnownFloorCheck.enoughCustomers
  @OptionGroup var workers: WorkerOptions
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() async throws {
    let overrides = ScenarioOverrides(customers: customers, floorCustomers: customers)
    let loaded = try scenarios.flatMap { try ScenarioPlaces.files(of: $0).files }
      .map { try ScenarioLoading.load($0, overrides, warnings: false) }
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    var checks: [KnownFloorCheck] = []
    do {
      for scenario in loaded.map(\.scenario) {
        let options = RunOptions(threads: workers.count)
        checks += try await KnownFloorCheck.all(of: scenario, options, progress: progress)
      }
    } catch is RunCancelled {
      display.finish()
      Terminal.complain("interrupted: nothing was compared\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) { display.finish() }
    guard !checks.isEmpty else {
      throw ValidationError("No scenario says under 'floor: known:' which least error is known.")
    }
    if !quiet { try Terminal.print(KnownFloorTable(checks.map(row)).terminal(Terminal.style)) }
    if checks.contains(where: { $0.verdict == .differs }) { throw ExitCode(1) }
    if checks.contains(where: { $0.verdict != .agrees }) { throw ExitCode(2) }
  }

  private func row(_ check: KnownFloorCheck) -> KnownFloorTable.Row {
    KnownFloorTable.Row(
      scenario: check.scenario, error: check.known.error,
      standardError: check.known.standardError, floor: check.floor, best: check.best,
      together: check.standardError, distance: check.distance, verdict: check.verdict.rawValue,
      remark: check.remark)
  }
}
