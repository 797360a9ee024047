/// What a variant of a scenario is called, what it asks, and what it sets.
package struct VariantLabel: Sendable, Hashable {
  /// Where a variant stands on one axis of the map.
  package struct Place: Sendable, Hashable {
    /// The axis.
    package let axis: String
    /// The step on it.
    package let value: String

    /// Makes a place.
    package init(axis: String, value: String) {
      self.axis = axis
      self.value = value
    }
  }

  /// A key of the scenario with its value here.
  package struct Setting: Sendable, Hashable {
    /// The key, such as `makers.touchSize`.
    package let key: String
    /// The value on one line.
    package let value: String

    /// Makes a setting.
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Its name.
  package let name: String
  /// What it asks; nothing where that is the scenario's question.
  package let question: String?
  /// Its places on the axes of a map; none where it is no cell of a grid.
  package let place: [Place]
  /// What it sets.
  package let settings: [Setting]

  /// Makes a label.
  package init(
    name: String, question: String? = nil, place: [Place] = [], settings: [Setting] = []
  ) {
    self.name = name
    self.question = question
    self.place = place
    self.settings = settings
  }

  /// The name as part of a file's name.
  var fileWord: String { ReportName.word(name) }
}
