import Kernel
package import Units

/// A seeded index: geometric Brownian motion with clustered jumps and planned moves.
///
/// Diffusion and moves act on a regular grid, jumps at their own instants. The price is rounded to
/// ticks before anyone sees it. Jumps are symmetric in the logarithm unless their size says
/// otherwise, and no compensation is subtracted for them: the drift is that of the diffusion.
package struct IndexProcess: Sendable, Hashable {
  /// The expected growth of the diffusion in basis points per second.
  package var driftBasisPoints: Double
  /// The standard deviation of the diffusion over one second, in basis points.
  package var volatilityBasisPoints: Double
  /// The jumps, if there are any.
  package var jumps: IndexJumps?
  /// The distance of the grid.
  package var updateInterval: Interval
  /// The planned moves.
  ///
  /// Where several overlap their returns compound and the largest volatility factor counts.
  package var moves: [ScheduledMove]

  /// Makes a process.
  package init(
    driftBasisPoints: Double = 0, volatilityBasisPoints: Double, jumps: IndexJumps? = nil,
    updateInterval: Interval = .milliseconds(100), moves: [ScheduledMove] = []
  ) {
    self.driftBasisPoints = driftBasisPoints
    self.volatilityBasisPoints = volatilityBasisPoints
    self.jumps = jumps
    self.updateInterval = updateInterval
    self.moves = moves
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if updateInterval <= .zero { return "the distance of index updates is positive" }
    if !(volatilityBasisPoints >= 0 && volatilityBasisPoints <= 10_000) {
      return "the volatility is from 0 to 10000 basis points per square root of a second"
    }
    if !(abs(driftBasisPoints) <= 1000) { return "the drift is within 1000 basis points a second" }
    for move in moves {
      if let flaw = move.flaw { return flaw }
    }
    return jumps?.flaw
  }

  /// One step of geometric Brownian motion, exact in distribution.
  ///
  /// `price * exp((drift - volatility^2 / 2) * time + volatility * sqrt(time) * normal)`
  ///
  /// - Parameters:
  ///   - price: The price before the step.
  ///   - drift: The expected growth per unit of time, as a share.
  ///   - volatility: The standard deviation per square root of the unit of time, as a share.
  ///   - time: The length of the step.
  ///   - normal: A standard normal variate.
  package static func step(
    price: Double, drift: Double, volatility: Double, time: Double, normal: Double
  ) -> Double {
    let growth = (drift - volatility * volatility / 2) * time
    return price * Elementary.exp(growth + volatility * time.squareRoot() * normal)
  }

  /// Generates the index of one run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - length: The length of the run; positive.
  ///   - start: The index at time 0; positive.
  /// - Returns: A tape whose first update is at 0. A later one is there only where the price in
  ///   ticks has changed; the price is at least one tick.
  package func tape(seed: UInt64, length: Interval, start: Price) -> IndexTape {
    invariant(flaw == nil, "an index process in use has sound numbers")
    invariant(start > .zero, "an index starts above zero")
    let jumpTimes = jumps?.times(seed: seed, length: length) ?? []
    let sizes = RandomStream(seed: seed, name: "index.jump.size")
    let diffusion = RandomStream(seed: seed, name: "index.diffusion")
    var price = Double(start.ticks)
    var updates = [IndexUpdate(time: .zero, price: start)]
    func emit(_ time: Instant) {
      let rounded = Price(ticks: max(Elementary.roundToInt(price), 1))
      if updates[updates.count - 1].price == rounded { return }
      updates.append(IndexUpdate(time: time, price: rounded))
    }
    var jump = 0
    var gridPoint: Int64 = 1
    while updateInterval * gridPoint < length {
      let before = Instant.zero + updateInterval * (gridPoint - 1)
      let now = before + updateInterval
      // Jumps up to and with this grid point come first, so that times never run backwards.
      while jump < jumpTimes.count, jumpTimes[jump] <= now {
        let uniform = sizes.uniform(draw: 0, entity: 0, event: UInt64(jump))
        let size = (jumps?.logReturn(uniform) ?? 0) * volatilityFactor(at: jumpTimes[jump])
        price *= Elementary.exp(size)
        emit(jumpTimes[jump])
        jump += 1
      }
      let uniform = diffusion.uniform(draw: 0, entity: 0, event: UInt64(gridPoint))
      price = Self.step(
        price: price, drift: driftBasisPoints / 10_000,
        volatility: volatilityBasisPoints / 10_000 * volatilityFactor(at: now),
        time: Double(updateInterval.nanoseconds) / 1e9,
        normal: Elementary.normalQuantile(uniform))
      price *= growthOfMoves(from: before, to: now)
      emit(now)
      gridPoint += 1
    }
    return IndexTape(ordered: updates)
  }

  /// The factor by which the planned moves change the price between two instants.
  private func growthOfMoves(from before: Instant, to now: Instant) -> Double {
    var logReturn = 0.0
    for move in moves {
      let share = move.progress(at: now) - move.progress(at: before)
      if share != 0 { logReturn += Elementary.log(1 + move.returnBasisPoints / 10_000) * share }
    }
    return logReturn == 0 ? 1 : Elementary.exp(logReturn)
  }

  /// How much larger diffusion and jumps are at an instant.
  private func volatilityFactor(at instant: Instant) -> Double {
    var factor: Double?
    for move in moves where move.isUnderWay(at: instant) {
      factor = max(factor ?? 0, move.volatilityFactor)
    }
    return factor ?? 1
  }
}
