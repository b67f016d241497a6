// SPDX-License-Identifier: GPL-3.0-or-later

/// A metric that is a mean over months of what is known of each customer.
protocol MeanOverMonths: Metric {
  /// The mean with the customer as the unit.
  ///
  /// - Parameter counts: what varies between customers.
  /// - Returns: the mean.
  func mean(of counts: ClusteredCounts) -> ClusteredMean
}

extension Metric {
  /// The metric as a mean over customers and months; nothing where it follows from the confusion matrix.
  func clusteredMean(of counts: ClusteredCounts) -> ClusteredMean? {
    (self as? any MeanOverMonths)?.mean(of: counts)
  }
}

extension LogLoss: MeanOverMonths {
  func mean(of counts: ClusteredCounts) -> ClusteredMean { counts.logLoss }
}

extension Brier: MeanOverMonths {
  func mean(of counts: ClusteredCounts) -> ClusteredMean { counts.brier }
}

extension Flicker: MeanOverMonths {
  func mean(of counts: ClusteredCounts) -> ClusteredMean { counts.flicker }
}
