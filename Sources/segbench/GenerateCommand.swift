// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Results
import Workbench

/// `segbench generate FILE --out FOLDER`: writes a scenario's customers to files.
struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract:
      "Write a scenario's customers to CSV files: the truth, the view, and their differences.",
    discussion: """
      truth.csv holds for every customer and month the true segments (segments.NAME) and the \
      quantities of the world (world.NAME); view.csv what the bank sees, a missing value being \
      empty; ledger.csv every value that a step of the view changed, before and after. A customer \
      is named by entry and number: first/0000123 was on the books in the first month, \
      2026-03/0000007 entered in March 2026. Rows stand customer by customer.
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String
  @Option(help: "The folder the files go to; it is made when missing.") var out: String
  @OptionGroup var overrides: OverrideOptions
  @Option(
    parsing: .unconditional, help: "Which repetition of the population, from 0.",
    transform: WholeNumber.within(0...9_999))
  var replicate = 0
  @OptionGroup var workers: WorkerOptions
  @Flag(help: "Print nothing but errors.") var quiet = false

  func validate() throws {
    try OutputPlace.refuseEmpty(out, "a folder")
  }

  func run() async throws {
    let loaded = try ScenarioLoading.load(scenario, overrides.values, warnings: !quiet)
    try OutputPlace.tryFolder(out, for: Generator.fileNames, keeping: [scenario])
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    let generator = Generator(
      loaded.scenario, RunOptions(threads: workers.count, blockSize: Generator.blockSize),
      replicate: replicate, progress: progress)
    let unmade: [UnmadeValues]
    do {
      unmade = try await generator.write(to: out)
      display.finish()
    } catch let error as ResultsError {
      display.finish()
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    } catch {
      display.finish()
      Terminal.complain("interrupted: nothing was written\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) {}
    if !quiet { try Terminal.print("written: \(out)/truth.csv, view.csv, ledger.csv\n") }
    for values in unmade { Terminal.complain(values.complaint + "\n") }
    if !unmade.isEmpty { throw ExitCode(2) }
  }
}
