import Testing
import Units

@Suite struct MoneyTests {
  /// An amount, a rate, and the part it asks for under each rounding.
  struct Row: Sendable, CustomTestStringConvertible {
    var atoms: Int64
    var rate: Int64
    var down: Int64
    var up: Int64
    var nearest: Int64

    init(_ atoms: Int64, _ rate: Int64, down: Int64, up: Int64, nearest: Int64) {
      self.atoms = atoms
      self.rate = rate
      self.down = down
      self.up = up
      self.nearest = nearest
    }

    var testDescription: String { "\(atoms) atoms at \(rate) millionths" }
  }

  @Test(arguments: [
    // 10,000 at 0.05 % is 5, without a fraction.
    Row(10_000_000_000, 500, down: 5_000_000, up: 5_000_000, nearest: 5_000_000),
    // 1.2345679 at 0.05 % is 617.28395 atoms.
    Row(1_234_567, 500, down: 617, up: 618, nearest: 617),
    // A rebate of 0.02 % on 1.2345679 is 246.9134 atoms, received.
    Row(1_234_567, -200, down: -247, up: -246, nearest: -247),
    Row(-1_234_567, 500, down: -618, up: -617, nearest: -617),
    // Half an atom goes to the even neighbour.
    Row(1, 500_000, down: 0, up: 1, nearest: 0), Row(3, 500_000, down: 1, up: 2, nearest: 2),
    Row(-1, 500_000, down: -1, up: 0, nearest: 0), Row(1, 1, down: 0, up: 1, nearest: 0),
    Row(0, 500, down: 0, up: 0, nearest: 0), Row(77, 0, down: 0, up: 0, nearest: 0),
    // The product leaves 64 bits, the part does not.
    Row(.max, 1_000_000, down: .max, up: .max, nearest: .max),
    Row(
      .max, 500, down: 4_611_686_018_427_387, up: 4_611_686_018_427_388,
      nearest: 4_611_686_018_427_388),
  ])
  func aRateAsksForItsPart(row: Row) {
    let (amount, rate) = (Money(atoms: row.atoms), Rate(partsPerMillion: row.rate))
    #expect(amount.times(rate, rounding: .down).atoms == row.down)
    #expect(amount.times(rate, rounding: .up).atoms == row.up)
    #expect(amount.times(rate, rounding: .toNearestOrEven).atoms == row.nearest)
  }

  @Test func amountsAddAndCompareAsTheirAtomsDo() {
    var sum = Money(atoms: 5)
    sum += Money(atoms: 7)
    sum -= Money(atoms: 20)
    #expect(sum == Money(atoms: -8))
    #expect(-sum == Money(atoms: 8) && sum.magnitude == Money(atoms: 8))
    #expect(sum < .zero && sum + Money(atoms: 8) == .zero && sum - sum == .zero)
    #expect(Money.atomsPerUnit == 1_000_000)
  }

  @Test func aPartThatLeaves64BitsTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = Money(atoms: .max).times(Rate(partsPerMillion: 1_000_001), rounding: .down)
    }
  }
}
