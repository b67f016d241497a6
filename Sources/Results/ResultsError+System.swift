// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension ResultsError {
  /// An error with the system's words for its code and what they call for.
  init(file: String, failed what: String, code: Int32) {
    self.init(
      file: file, problem: what + " (" + String(cString: strerror(code)) + ")",
      advice: Self.advice(for: code))
  }

  private static func advice(for code: Int32) -> String {
    switch code {
    case ENOENT: "make the folder first, or name one that exists"
    case EACCES, EPERM, EROFS: "name a folder that you may write to"
    case ENOSPC, EDQUOT, EFBIG: "free space, or name a folder on another disk"
    case ENOTDIR: "a part of the path is a file; name a folder"
    case EISDIR: "the path is a folder; name a file"
    case ENAMETOOLONG: "choose a shorter name"
    default: "check the path and its disk, then run again"
    }
  }
}
