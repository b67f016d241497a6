// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A file that appears under its name only when it is complete.
///
/// The bytes go to a hidden file in the same folder, which is locked while it is written. `commit()`
/// gives it its name in one step; a file that is let go before is removed. What a killed process
/// left behind carries no lock any more and is removed by the next file written to the folder.
public final class AtomicFile {
  /// The path the file is to have.
  public let path: String

  private let temporary: String
  private var descriptor: Int32
  private var waiting: [UInt8] = []
  private static let bufferSize = 1 << 20

  /// Opens a hidden file beside the path; whatever has the path now is not touched.
  ///
  /// - Parameter path: the path the file is to have, in a folder that exists.
  /// - Throws: `ResultsError` when the folder does not let a file be made.
  public init(at path: String) throws(ResultsError) {
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent().path
    PartialFiles.removeAbandoned(in: folder)
    (temporary, descriptor) = try PartialFiles.open(
      in: folder, for: file.lastPathComponent, wanted: path)
    self.path = path
    waiting.reserveCapacity(Self.bufferSize)
  }

  deinit { discard() }

  /// Adds bytes at the end.
  ///
  /// - Parameter bytes: the next bytes of the file.
  /// - Throws: `ResultsError` when they cannot be written, for example because the disk is full.
  public func append(_ bytes: [UInt8]) throws(ResultsError) {
    if waiting.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count > Self.bufferSize { return try write(bytes) }
    waiting.append(contentsOf: bytes)
  }

  /// Adds the rows of a buffer at the end.
  ///
  /// - Parameter buffer: whole rows of a comma-separated file.
  /// - Throws: `ResultsError` when they cannot be written.
  public func append(_ buffer: borrowing CSVBuffer) throws(ResultsError) {
    try append(buffer.bytes)
  }

  /// Gives the complete file its name, in place of what had that name before.
  ///
  /// - Throws: `ResultsError` when bytes cannot be written or the name cannot be given; then the
  ///   hidden file is removed and the name keeps what it had.
  public func commit() throws(ResultsError) {
    try complete()
    try rename()
  }

  /// Removes the hidden file; does nothing after `commit()`.
  public func discard() {
    guard descriptor >= 0 else { return }
    unlink(temporary)
    close(descriptor)
    descriptor = -1
  }

  /// Brings all bytes to the disk, still under the hidden name.
  func complete() throws(ResultsError) {
    precondition(descriptor >= 0, "a file is committed once, and not after it was discarded")
    try flush()
    if fsync(descriptor) != 0, errno != EINVAL { throw failure("cannot bring it to the disk") }
  }

  /// Gives the completed file its name.
  func rename() throws(ResultsError) {
    guard Foundation.rename(temporary, path) == 0 else {
      throw failure("cannot give the finished file its name")
    }
    close(descriptor)
    descriptor = -1
  }

  private func flush() throws(ResultsError) {
    try write(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: [UInt8]) throws(ResultsError) {
    precondition(descriptor >= 0, "nothing is added to a file after it was committed or discarded")
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Foundation.write(descriptor, raw.baseAddress.map { $0 + written }, raw.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot write to it") }
      written += count
    }
  }

  private func failure(_ what: String) -> ResultsError {
    let error = ResultsError(file: path, failed: what, code: errno)
    discard()
    return error
  }
}
