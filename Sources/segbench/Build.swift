// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Probability
import Workbench

/// What this program was built from.
enum Build {
  /// The program's version.
  static let version = "0.1.0"

  /// The compiler that built it, as far as the language tells.
  static var swift: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// All versions, for the manifest.
  static var versions: BuildVersions {
    BuildVersions(gsl: GSLLibrary.version, swift: swift, segbench: version)
  }

  /// What tells this build of the program from others: the size of its file and when it was written.
  static var identity: String {
    var status = stat()
    guard let path = Bundle.main.executablePath, stat(path, &status) == 0 else { return version }
    return "\(version) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
