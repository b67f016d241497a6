// SPDX-License-Identifier: GPL-3.0-or-later

/// Several files of one folder that are written piece by piece and appear under their names together.
///
/// The bytes go to hidden files; what is let go before `commit()` leaves nothing, not even a folder
/// that was made for it.
public final class FolderFiles {
  private let folder: Folder
  private let files: [AtomicFile]
  private var isCommitted = false

  /// Makes the folder where it is missing, and opens hidden files in it.
  ///
  /// - Parameters:
  ///   - names: the names the files are to have.
  ///   - path: the folder.
  /// - Throws: `ResultsError` when the folder or a file cannot be made.
  public init(_ names: [String], in path: String) throws(ResultsError) {
    let folder = try Folder(making: path)
    var files: [AtomicFile] = []
    do throws(ResultsError) {
      for name in names { files.append(try AtomicFile(at: folder.file(name))) }
    } catch {
      for file in files { file.discard() }
      folder.removeIfNew()
      throw error
    }
    self.folder = folder
    self.files = files
  }

  deinit { discard() }

  /// Adds bytes at the end of a file.
  ///
  /// - Parameters:
  ///   - bytes: the next bytes.
  ///   - index: the file's position among the names.
  /// - Throws: `ResultsError` when they cannot be written.
  public func append(_ bytes: [UInt8], to index: Int) throws(ResultsError) {
    try files[index].append(bytes)
  }

  /// Gives all files their names once every one is complete on the disk.
  ///
  /// - Throws: `ResultsError` when a file cannot be completed or named.
  public func commit() throws(ResultsError) {
    for file in files { try file.complete() }
    try folder.exclusively { () throws(ResultsError) in
      for file in files { try file.rename() }
    }
    isCommitted = true
  }

  /// Removes the hidden files and a folder made for them; does nothing after `commit()`.
  public func discard() {
    guard !isCommitted else { return }
    for file in files { file.discard() }
    folder.removeIfNew()
  }
}
