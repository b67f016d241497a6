// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Results

/// Writes a scenario's customers to files: what is true of them, what the bank sees, and every
/// departure between the two.
///
/// Rows are ordered by entry cohort, customer and month, and are the same bytes for any number of
/// threads, block size and order of blocks. Memory does not grow with the number of customers.
public struct Generator: Sendable {
  private let scenario: Scenario
  private let options: RunOptions
  private let replicate: Int
  private let progress: RunProgress
  /// Blocks in flight for each worker.
  private static let blocksAhead = 4
  /// The names of all files that `write(to:)` leaves.
  public static let fileNames = PopulationFile.allCases.map(\.name)
  /// A block small enough that all months of several fit in memory as text.
  public static let blockSize = 256

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - scenario: whose customers are drawn.
  ///   - options: how it is carried out; `replicates` means nothing here.
  ///   - replicate: which repetition of the population, from 0.
  ///   - progress: how far it is, for whoever watches.
  public init(
    _ scenario: Scenario, _ options: RunOptions = RunOptions(blockSize: Generator.blockSize),
    replicate: Int = 0, progress: RunProgress = RunProgress()
  ) {
    self.scenario = scenario
    self.options = options
    self.replicate = replicate
    self.progress = progress
  }

  /// Writes `truth.csv`, `view.csv` and `ledger.csv`.
  ///
  /// - Parameter folder: where they go; it is made when missing.
  /// - Returns: values that could not be made; they are written as missing.
  /// - Throws: `RunCancelled` when asked to stop, `ResultsError` when a file cannot be written; then
  ///   nothing is left of the new files.
  public func write(to folder: String) async throws -> [UnmadeValues] {
    var model = scenario.population
    let lastMonth = model.months - 1
    let blocks = model.blocks(of: options.blockSize, through: lastMonth)
    progress.expect(blocks.reduce(0) { $0 + $1.count * (model.months - $1.entryMonth) })
    let window = options.threads * Self.blocksAhead
    let writer = try OrderedWriter(
      Self.fileNames,
      headings: PopulationFile.allCases.map { $0.headings(of: model) }, in: folder, window: window)
    if !model.imputedValues.isEmpty {
      model.imputedValues =
        DevelopmentView(
          scenario.development, replicate: replicate, blockSize: options.blockSize
        ).imputedValues
    }
    let order = BlockOrder(blocks, shuffle: options.shuffle, within: window)
    let ledger = await work(model, order, writer)
    if progress.isCancelled {
      await writer.discard()
      throw RunCancelled()
    }
    try await writer.commit()
    return (ledger?.unmadeValues ?? []).filter { $0.rows > 0 }
  }

  /// Lets the workers write all blocks, and counts what they changed and could not draw.
  private func work(
    _ model: PopulationModel, _ order: BlockOrder, _ writer: OrderedWriter
  ) async -> Ledger? {
    let (options, replicate, progress) = (options, replicate, progress)
    return await withTaskGroup(of: Ledger.self) { group in
      for _ in 0..<options.threads {
        group.addTask {
          let runner = BlockRunner(model, capacity: options.blockSize, replicate: replicate)
          var renderer = PopulationRenderer(model, ledger: runner.ledger)
          runner.observer = renderer
          while let (position, block) = order.take() {
            guard !progress.isCancelled, await writer.admits(position) else { break }
            runner.run(block, through: model.months - 1, &renderer)
            await writer.take(position, renderer.files)
            progress.finish(block.count * (model.months - block.entryMonth))
          }
          if progress.isCancelled { await writer.stop() }
          return runner.ledger
        }
      }
      var parts: [Ledger] = []
      for await part in group { parts.append(part) }
      return parts.dropFirst().reduce(into: parts.first) { $0? += $1 }
    }
  }
}
