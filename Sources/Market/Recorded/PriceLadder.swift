/// The sizes that a recorded book shows on one side, by price, in pages of neighbouring ticks.
///
/// A price is known by its rank: its ticks for a bid, minus its ticks for an offer, so that the best is always the
/// highest. Setting a level costs the same wherever it is; a bitmap in each page, and one of the pages, finds the next
/// level when the best goes. A page is 512 ticks and is made when something first stands there.
struct PriceLadder: ~Copyable {
  /// The rank of the best level; `noRank` where there is none.
  private(set) var best = Self.noRank
  /// How many levels there are.
  private(set) var count = 0
  /// The pages from `firstPage` on; nil for one where nothing ever stood.
  private var pages: UnsafeMutablePointer<Page?>
  /// One bit for each page that has a level.
  private var occupied: UnsafeMutablePointer<UInt64>
  private var firstPage = 0
  private var pageCount = 0

  /// The sizes of 512 ranks, then their bitmap of 8 words.
  private typealias Page = UnsafeMutablePointer<Int64>

  /// Less than any rank.
  @inline(__always) static var noRank: Int64 { .min }
  @inline(__always) private static var pageBits: Int64 { 9 }
  @inline(__always) private static var pageSize: Int { 512 }
  @inline(__always) private static var wordCount: Int { 8 }

  /// A side with no level.
  init() {
    pages = .allocate(capacity: 1)
    occupied = .allocate(capacity: 1)
  }

  deinit {
    for page in 0..<pageCount { pages[page]?.deallocate() }
    pages.deallocate()
    occupied.deallocate()
  }

  /// A ladder of its own with the same levels.
  func forked() -> PriceLadder {
    var ladder = PriceLadder()
    ladder.best = best
    ladder.count = count
    ladder.reserve(from: firstPage, count: pageCount)
    ladder.occupied.update(from: occupied, count: Self.words(pageCount))
    for page in 0..<pageCount {
      guard let cells = pages[page] else { continue }
      ladder.pages[page] = Self.emptyPage()
      ladder.pages[page]?.update(from: cells, count: Self.pageSize + Self.wordCount)
    }
    return ladder
  }

  /// The size at a rank; zero where there is no level.
  @inline(__always)
  func lots(at rank: Int64) -> Int64 {
    let page = Int(rank >> Self.pageBits) &- firstPage
    guard UInt(bitPattern: page) < UInt(bitPattern: pageCount), let cells = pages[page] else {
      return 0
    }
    return cells[Int(rank & 511)]
  }

  /// Changes the size at a rank, zero taking the level away, and returns the size before.
  @inline(__always)
  mutating func set(_ rank: Int64, _ lots: Int64) -> Int64 {
    let page = Int(rank >> Self.pageBits) &- firstPage
    guard UInt(bitPattern: page) < UInt(bitPattern: pageCount), let cells = pages[page] else {
      if lots > 0 { setNew(rank, lots) }
      return 0
    }
    let offset = Int(rank & 511)
    let previous = cells[offset]
    cells[offset] = lots
    if (previous == 0) != (lots == 0) { change(rank, page, cells, isLevel: lots != 0) }
    return previous
  }

  /// Takes all levels away.
  mutating func removeAll() {
    while best != Self.noRank { _ = set(best, 0) }
  }

  /// The best level below a rank; `noRank` where there is none.
  func next(below rank: Int64) -> Int64 {
    let page = Int(rank >> Self.pageBits) &- firstPage
    if page >= pageCount { return highest(below: pageCount) }
    if page < 0 { return Self.noRank }
    if let cells = pages[page] {
      let offset = Int(rank & 511)
      let word = offset >> 6
      let lower = UInt64(bitPattern: cells[Self.pageSize + word]) & (1 &<< UInt64(offset & 63) &- 1)
      if lower != 0 { return self.rank(page, word, lower) }
      if let found = highest(page, cells, below: word) { return found }
    }
    return highest(below: page)
  }

  /// The sum of the sizes at a rank and better.
  func total(from worst: Int64) -> Int64 {
    var total: Int64 = 0
    if best == Self.noRank { return total }
    let first = max(Int(worst >> Self.pageBits) - firstPage, 0)
    var page = Int(best >> Self.pageBits) - firstPage
    while page >= first {
      if let cells = pages[page] {
        let start = Int64(page + firstPage) << Self.pageBits
        // Sizes are zero where there is no level, so that no bit needs to be looked at.
        let from = worst > start ? Int(worst - start) : 0
        for offset in from..<max(Self.pageSize, from) { total &+= cells[offset] }
      }
      page -= 1
    }
    return total
  }

  // MARK: Bitmaps

  /// A level has come or gone at a rank.
  @inline(__always)
  private mutating func change(_ rank: Int64, _ page: Int, _ cells: Page, isLevel: Bool) {
    let offset = Int(rank & 511)
    cells[Self.pageSize + offset >> 6] ^= 1 &<< Int64(offset & 63)
    if isLevel {
      count &+= 1
      occupied[page >> 6] |= 1 &<< UInt64(page & 63)
      if rank > best { best = rank }
    } else {
      count &-= 1
      if highest(page, cells, below: Self.wordCount) == nil {
        occupied[page >> 6] &= ~(1 &<< UInt64(page & 63))
      }
      if rank == best { best = next(below: rank) }
    }
  }

  /// The highest level of a page in the words before one; nil where there is none.
  @inline(__always)
  private func highest(_ page: Int, _ cells: Page, below word: Int) -> Int64? {
    var word = word &- 1
    while word >= 0 {
      let bits = UInt64(bitPattern: cells[Self.pageSize + word])
      if bits != 0 { return rank(page, word, bits) }
      word &-= 1
    }
    return nil
  }

  /// The highest level in the pages before one; `noRank` where there is none.
  private func highest(below page: Int) -> Int64 {
    var word = page >> 6
    var mask: UInt64 = 1 &<< UInt64(page & 63) &- 1
    while word >= 0 {
      let bits = word < Self.words(pageCount) ? occupied[word] & mask : 0
      if bits != 0 {
        let found = word << 6 + (63 - bits.leadingZeroBitCount)
        if let cells = pages[found], let rank = highest(found, cells, below: Self.wordCount) {
          return rank
        }
      }
      word -= 1
      mask = .max
    }
    return Self.noRank
  }

  /// The rank of the highest bit of a word.
  @inline(__always)
  private func rank(_ page: Int, _ word: Int, _ bits: UInt64) -> Int64 {
    Int64(page &+ firstPage) &<< Self.pageBits
      | Int64(word &<< 6 | (63 &- bits.leadingZeroBitCount))
  }

  // MARK: Pages

  /// Puts a level where no page was.
  @inline(never)
  private mutating func setNew(_ rank: Int64, _ lots: Int64) {
    let number = Int(rank >> Self.pageBits)
    if pageCount == 0 {
      reserve(from: number, count: 1)
    } else if number < firstPage {
      // Room for as much again, so that growth costs constant time on average.
      let first = min(number, firstPage - pageCount)
      grow(from: first, count: firstPage + pageCount - first)
    } else if number >= firstPage + pageCount {
      grow(from: firstPage, count: max(number - firstPage + 1, 2 * pageCount))
    }
    let page = number - firstPage
    let cells = pages[page] ?? Self.emptyPage()
    pages[page] = cells
    cells[Int(rank & 511)] = lots
    change(rank, page, cells, isLevel: true)
  }

  private mutating func grow(from first: Int, count wider: Int) {
    let (oldPages, oldFirst, oldCount) = (pages, firstPage, pageCount)
    occupied.deallocate()
    makeTable(from: first, count: wider)
    for page in 0..<oldCount {
      guard let cells = oldPages[page] else { continue }
      let place = page + oldFirst - first
      pages[place] = cells
      if highest(place, cells, below: Self.wordCount) != nil {
        occupied[place >> 6] |= 1 << UInt64(place & 63)
      }
    }
    oldPages.deallocate()
  }

  private mutating func reserve(from first: Int, count: Int) {
    pages.deallocate()
    occupied.deallocate()
    makeTable(from: first, count: count)
  }

  private mutating func makeTable(from first: Int, count: Int) {
    firstPage = first
    pageCount = count
    pages = .allocate(capacity: max(count, 1))
    pages.initialize(repeating: nil, count: count)
    occupied = .allocate(capacity: Self.words(count))
    occupied.initialize(repeating: 0, count: Self.words(count))
  }

  private static func emptyPage() -> Page {
    let cells = Page.allocate(capacity: pageSize + wordCount)
    cells.initialize(repeating: 0, count: pageSize + wordCount)
    return cells
  }

  private static func words(_ pageCount: Int) -> Int { pageCount >> 6 + 1 }
}
