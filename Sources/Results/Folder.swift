// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A folder made for results, which can be taken back while it is still empty.
struct Folder {
  let path: String
  private var made: [String] = []

  /// Makes the folder and those above it where they are missing.
  init(making path: String) throws(ResultsError) {
    self.path = path
    var above = URL(fileURLWithPath: path)
    var missing: [String] = []
    while !FileManager.default.fileExists(atPath: above.path), above.path != "/" {
      missing.append(above.path)
      above.deleteLastPathComponent()
    }
    for folder in missing.reversed() {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        let code = errno
        removeIfNew()
        throw ResultsError(file: folder, failed: "the folder cannot be made", code: code)
      }
      made.append(folder)
    }
  }

  /// Removes the folders that were made here and hold nothing.
  func removeIfNew() {
    for folder in made.reversed() { rmdir(folder) }
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Runs some steps while no other process runs its own on this folder.
  func exclusively(_ steps: () throws(ResultsError) -> Void) throws(ResultsError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    try steps()
    if descriptor >= 0 { fsync(descriptor) }
  }
}
