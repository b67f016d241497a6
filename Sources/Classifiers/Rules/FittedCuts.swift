// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers
import Probability

/// Cut points, ready to estimate.
struct FittedCuts: FittedClassifier {
  let specification: CutPointClassifier
  let feature: String
  let scheme: SegmentScheme

  var givesProbabilities: Bool { false }

  var description: [String] {
    let names = specification.segments.map { scheme.segments[Int($0)] }
    var lines = zip(names, specification.cuts).map { name, cut in
      "\(name): \(feature) below \(ShortNumber.text(cut))"
    }
    lines.append("\(names[names.count - 1]): above")
    if specification.missing != noEstimate {
      lines.append("\(scheme.segments[Int(specification.missing)]): \(feature) missing")
    }
    return lines
  }

  var parameters: [FittedParameter] { [FittedParameter("cuts", specification.cuts)] }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    estimates.clearProbabilities()
    let cuts = specification.cuts
    var lookup = specification.segments + [specification.missing]
    lookup += Array(repeating: noEstimate, count: max(0, 256 - lookup.count))
    let rows = Int64(features.rows)
    let start = specification.column * features.capacity
    features.values.withUnsafeBufferPointer { values in
      estimates.segments.withUnsafeMutableBufferPointer { segments in
        guard let values = values.baseAddress, let out = segments.baseAddress else { return }
        classifier_cut_level(out, values + start, rows, cuts, Int32(cuts.count))
        ck_lookup_byte(out, out, lookup, rows)
      }
    }
  }
}
