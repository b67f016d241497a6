// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The hidden files that hold what is being written, and those that killed processes left behind.
enum PartialFiles {
  private static let suffix = ".segbench-partial"

  /// Makes and locks a hidden file beside the wanted path.
  static func open(
    in folder: String, for name: String, wanted path: String
  ) throws(ResultsError) -> (path: String, descriptor: Int32) {
    var number = 0
    while true {
      let temporary = folder + "/." + name + "." + String(number) + suffix
      let descriptor = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        if holdsLock(descriptor) { return (temporary, descriptor) }
        close(descriptor)
      } else if errno != EEXIST {
        throw ResultsError(file: path, failed: "cannot be made", code: errno)
      }
      number += 1
    }
  }

  /// Removes the hidden files of a folder that no living process has locked.
  static func removeAbandoned(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(".") && name.hasSuffix(suffix) {
      let path = folder + "/" + name
      let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Locks a new file; false when another process took it for an abandoned one in between.
  private static func holdsLock(_ descriptor: Int32) -> Bool {
    // Some network file systems know no locks; then nothing is taken for abandoned either.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { return errno != EWOULDBLOCK }
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }
}
