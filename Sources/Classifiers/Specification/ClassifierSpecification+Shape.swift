// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

extension ClassifierSpecification {
  /// The keys of an entry: what all classifiers have, and the key of each kind.
  ///
  /// - Parameter kinds: the kinds that may be named.
  /// - Returns: the shape.
  public static func shape(
    of kinds: [any Classifier.Type] = ClassifierRegistry.all
  ) -> RecordShape {
    let own = kinds.flatMap { kind in
      kind.companions + [RecordShape.Field(kind.id, kind.shape, kind.summary)]
    }
    return RecordShape("a classifier", common + own, mayBeAnnotated: true)
  }

  private static var common: [RecordShape.Field] {
    [
      RecordShape.Field("finds", .name, isRequired: true, "the segment scheme that it estimates"),
      RecordShape.Field(
        "sees", .list(.name),
        "the features of the view that it may use; when not stated those that rules and cuts name, else all"
      ),
      RecordShape.Field(
        "train", .record(TrainingSpecification.shape), "whom it learns from, if it learns"),
      RecordShape.Field(
        "decides", SegmentChoice.shape,
        "which segment it names by its probabilities: the most likely, if it is not said; 'by cost' the one of "
          + "least expected cost; or some from a probability on, as {at least: {private: 0.3}}"),
    ]
  }
}
