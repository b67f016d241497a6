// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Manifest {
  /// Writes the members, sorted by key.
  package func write(to json: inout JSONText) {
    json.member("customers", customers)
    json.member("generator", generator)
    json.member("gsl", gsl)
    json.member("months", months)
    json.member("normal", normal)
    json.member("replicates", replicates)
    json.member("scenario", scenario)
    json.member("scenario-hash", scenarioHash)
    json.member("seed", seed)
    json.member("segbench", segbench)
    json.member("swift", swift)
  }

  /// The text of `manifest.json`: members sorted by key, and the hash of each file beside it.
  func document(files: [(name: String, hash: String)]) -> String {
    var json = JSONText()
    json.object { json in
      json.object("files") { json in
        for file in files.sorted(by: { $0.name < $1.name }) { json.member(file.name, file.hash) }
      }
      json.object("run") { write(to: &$0) }
    }
    return json.text + "\n"
  }

  /// A manifest file read back.
  struct Document: Decodable {
    let files: [String: String]
    let run: Manifest

    init(
      json: [UInt8], file: String, advice: String = "name a folder that 'segbench run' wrote"
    ) throws(ResultsError) {
      do {
        self = try JSONDecoder().decode(Document.self, from: Data(json))
      } catch {
        throw ResultsError(
          file: file, problem: "this is not a manifest of segbench",
          advice: advice)
      }
    }
  }
}
