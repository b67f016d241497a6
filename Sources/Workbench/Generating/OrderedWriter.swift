// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Appends what workers have made of their blocks to the files, in the order of the blocks.
///
/// A worker asks before it starts on a block, and waits while the block lies too far ahead of what
/// has been written, so only a bounded number of blocks is held in memory.
actor OrderedWriter {
  private let files: FolderFiles
  private let window: Int
  private var next = 0
  private var finished: [Int: [[UInt8]]] = [:]
  private var waiting: [(block: Int, worker: CheckedContinuation<Void, Never>)] = []
  private var isStopped = false
  private var failure: ResultsError?

  /// Opens the files.
  ///
  /// - Parameters:
  ///   - names: the files' names.
  ///   - headings: the first row of each.
  ///   - folder: where they are to be.
  ///   - window: how many blocks may be worked on or wait to be written.
  /// - Throws: `ResultsError` when the folder or a file cannot be made.
  init(
    _ names: [String], headings: [[UInt8]], in folder: String, window: Int
  ) throws(ResultsError) {
    files = try FolderFiles(names, in: folder)
    for (index, row) in headings.enumerated() { try files.append(row, to: index) }
    self.window = window
  }

  /// Waits until a block may be worked on.
  ///
  /// - Parameter block: the block's position in the order.
  /// - Returns: false when everything is to stop.
  func admits(_ block: Int) async -> Bool {
    if !isStopped, block >= next + window {
      await withCheckedContinuation { waiting.append((block, $0)) }
    }
    return !isStopped
  }

  /// Takes a block's bytes and writes all that are next in order.
  ///
  /// - Parameters:
  ///   - block: the block's position in the order.
  ///   - bytes: what goes to each file.
  func take(_ block: Int, _ bytes: [[UInt8]]) {
    finished[block] = bytes
    do throws(ResultsError) {
      while !isStopped, let parts = finished.removeValue(forKey: next) {
        for (index, part) in parts.enumerated() { try files.append(part, to: index) }
        next += 1
      }
    } catch {
      failure = error
      stop()
    }
    wake()
  }

  /// Lets nobody start on another block.
  func stop() {
    isStopped = true
    wake()
  }

  /// Gives the files their names.
  ///
  /// - Throws: `ResultsError` when a part could not be written; then nothing is left.
  func commit() throws(ResultsError) {
    if let failure {
      files.discard()
      throw failure
    }
    try files.commit()
  }

  /// Leaves nothing.
  func discard() { files.discard() }

  private func wake() {
    let ready = waiting.filter { isStopped || $0.block < next + window }
    waiting.removeAll { isStopped || $0.block < next + window }
    for one in ready { one.worker.resume() }
  }
}
