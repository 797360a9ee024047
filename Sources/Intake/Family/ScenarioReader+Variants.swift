extension ScenarioReader {
  /// The most variants of a document, the cells of grids included.
  static let variantsMax = 1000

  /// `variants` and `grid`, where the document has them.
  ///
  /// A variant is the same scenario with other values: `name`, `question` (the scenario's) and `set`; `place` says
  /// where it stands on a map. A grid is a list of axes whose every combination is run, each with `name` and `cells`,
  /// a list of `name` and `set`.
  func family(_ object: inout ObjectReader) throws(InputError) -> StatedFamily {
    var family = StatedFamily()
    for value in try object.optional("variants")?.list(count: 0...Self.variantsMax) ?? [] {
      let variant = try value.object { (object: inout ObjectReader) throws(InputError) in
        try stated(&object, at: value)
      }
      guard !family.variants.contains(where: { $0.name == variant.name }) else {
        throw value.mismatch("a name that is not in the list before", found: variant.name)
      }
      family.variants.append(variant)
    }
    for value in try object.optional("grid")?.list(count: 0...4) ?? [] {
      let axis = try value.object(axis)
      guard !family.axes.contains(where: { $0.name == axis.name }) else {
        throw value.mismatch("a name that is not in the list before", found: axis.name)
      }
      family.axes.append(axis)
    }
    return family
  }

  private func stated(
    _ object: inout ObjectReader, at value: ValueReader
  ) throws(InputError) -> StatedVariant {
    let name = try object.required("name").variantName()
    let question = try object.optional("question")?.line(lengthMax: 300)
    var place: [VariantPlace] = []
    for value in try object.optional("place")?.list(count: 0...8) ?? [] {
      place.append(
        try value.object { (object: inout ObjectReader) throws(InputError) in
          VariantPlace(
            axis: try object.required("axis").line(lengthMax: 64),
            value: try object.required("value").line(lengthMax: 64))
        })
    }
    return StatedVariant(
      name: name, question: question, place: place, settings: try settings(object.required("set")),
      key: value.path, line: value.value.position.line)
  }

  private func axis(_ object: inout ObjectReader) throws(InputError) -> VariantAxis {
    let name = try object.required("name").variantName()
    var cells: [VariantAxis.Cell] = []
    for value in try object.required("cells").list(count: 1...100) {
      let cell = try value.object { (object: inout ObjectReader) throws(InputError) in
        VariantAxis.Cell(
          value: try object.required("name").variantName(),
          settings: try settings(object.required("set")))
      }
      guard !cells.contains(where: { $0.value == cell.value }) else {
        throw value.mismatch("a name that is not in the list before", found: cell.value)
      }
      cells.append(cell)
    }
    return VariantAxis(name: name, cells: cells)
  }

  /// `set`: keys of the scenario with the values that they have instead.
  private func settings(_ value: ValueReader) throws(InputError) -> [ScenarioSetting] {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      var settings: [ScenarioSetting] = []
      for (name, value) in object.all() {
        value.node?.note(.any)
        guard let key = DocumentKey(name) else {
          throw value.mismatch(DocumentKey.expected, found: InputError.quoted(name))
        }
        guard !ScenarioSetting.sharedKeys.contains(key.root) else {
          throw value.mismatch(
            "a key other than \(ScenarioSetting.sharedKeys.joined(separator: ", "))",
            found: key.root)
        }
        if let other = settings.first(where: { $0.key.holds(key) || key.holds($0.key) }) {
          throw value.mismatch(
            "a key that is not part of another one", found: "\(other.key.text) too")
        }
        settings.append(
          ScenarioSetting(key: key, value: value.value, origin: .document(place: object.path)))
      }
      return settings
    }
  }
}

extension ValueReader {
  /// The name of a variant, of an axis or of a cell.
  fileprivate func variantName() throws(InputError) -> String {
    node?.note(.text(lengthMax: 120))
    guard case .text(let name) = value.content, VariantName.isSound(name) else {
      throw mismatch(VariantName.expected)
    }
    return name
  }
}
