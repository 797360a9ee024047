// The keys of variants.
extension StatedFamily {
  /// The most variants of a document, the cells of grids included.
  static let variantsMax = 1000

  /// `variants` and `grid`, where the document has them.
  ///
  /// A variant is the same scenario with other values; its place says where it stands on a map. A grid is a list of
  /// axes whose every combination is run.
  static var keys: Keys<StatedFamily> {
    Keys.of(
      StatedFamily.init,
      .optional(
        "variants", \.variants, names(0...variantsMax, StatedVariant.codec, \.name), else: []),
      .optional("grid", \.axes, names(0...4, VariantAxis.codec, \.name), else: []))
  }

  /// A list of which each element has a name of its own.
  static func names<Element>(
    _ count: ClosedRange<Int>, _ element: Codec<Element>,
    _ name: @escaping (Element) -> String
  ) -> Codec<[Element]> {
    .list(count) { before in
      element.checked { (element, reader) throws(InputError) in
        if before.contains(where: { name($0) == name(element) }) {
          throw reader.mismatch("a name that is not in the list before", found: name(element))
        }
      }
    }
  }
}

extension StatedVariant {
  /// A variant as an element of `variants`.
  static var codec: Codec<StatedVariant> {
    let line = Codec.line(lengthMax: 64)
    let place = Codec.object(
      VariantPlace.init, .required("axis", \.axis, line), .required("value", \.value, line))
    return Codec.object(
      { name, question, place, settings in
        StatedVariant(
          name: name, question: question, place: place, settings: settings, key: "", line: nil)
      },
      .required("name", \.name, .variantName),
      .ifAny("question", \.question, .line(lengthMax: 300)),
      .unusual("place", \.place, .list(0...8, place), else: []),
      .required("set", \.settings, .settings)
    ).making(
      { (variant, reader) throws(InputError) in
        StatedVariant(
          name: variant.name, question: variant.question, place: variant.place,
          settings: variant.settings, key: reader.path, line: reader.value.position.line)
      }, { $0 })
  }
}

extension VariantAxis {
  /// An axis as an element of `grid`.
  static var codec: Codec<VariantAxis> {
    let cell = Codec.object(
      VariantAxis.Cell.init, .required("name", \.value, .variantName),
      .required("set", \.settings, .settings))
    return .object(
      VariantAxis.init, .required("name", \.name, .variantName),
      .required("cells", \.cells, StatedFamily.names(1...100, cell, \.value)))
  }
}

extension Codec where Value == String {
  /// The name of a variant, of an axis or of a cell.
  fileprivate static var variantName: Codec {
    Codec(
      read: { (reader) throws(InputError) in
        reader.node?.note(.text(lengthMax: 120))
        guard case .text(let name) = reader.value.content, VariantName.isSound(name) else {
          throw reader.mismatch(VariantName.expected)
        }
        return name
      },
      write: { (name) throws(InputError) in .text(name) })
  }
}

extension Codec where Value == [ScenarioSetting] {
  /// Keys of the scenario with the values that they have instead.
  fileprivate static var settings: Codec {
    Codec(
      read: { (reader) throws(InputError) in try reader.object(settings) },
      write: { (settings) throws(InputError) in
        .object(settings.map { .member($0.key.text, $0.value) })
      },
      note: { node in
        node.noteObject()
        node.namedMember().note(.any)
      })
  }

  private static func settings(
    _ object: inout ObjectReader
  ) throws(InputError) -> [ScenarioSetting] {
    var settings: [ScenarioSetting] = []
    for (name, value) in object.all() {
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
