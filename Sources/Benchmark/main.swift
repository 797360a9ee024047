import Kernel
import Liquidation
import Market
import Margin
import Simulation
import TestSupport
import Units
import Foundation

let mode = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "calm"
let n = CommandLine.arguments.count > 2 ? Int64(CommandLine.arguments[2])! : 600
func tape(_ s: Scenario, _ seed: UInt64) -> IndexTape {
  guard case .process(let p, let start) = s.index else { fatalError() }
  return p.tape(seed: seed, length: s.length, start: start)
}
func sd(_ x: [Double]) -> Double { let m = x.reduce(0, +)/Double(x.count); return (x.map { ($0-m)*($0-m) }.reduce(0,+)/Double(x.count)).squareRoot() }
func kurt(_ x: [Double]) -> Double { let m = x.reduce(0, +)/Double(x.count); let s = sd(x); return x.map { pow(($0-m)/s,4) }.reduce(0,+)/Double(x.count) - 3 }
func acf(_ x: [Double], _ k: Int) -> Double { let m = x.reduce(0,+)/Double(x.count); var a=0.0; var b=0.0; for i in 0..<x.count { b += (x[i]-m)*(x[i]-m); if i+k<x.count { a += (x[i]-m)*(x[i+k]-m) } }; return a/b }
if mode == "speed" {
  let s = try ScenarioFixture.calm(seconds: n, accounts: 1000)
  let setup = try WorldSetup(scenario: s, seed: 1, index: tape(s, 1))
  let t0 = Date()
  let r = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
  let dt = Date().timeIntervalSince(t0)
  print("wall \(dt) messages \(r.totals.messages) (\(Double(r.totals.messages)/Double(n))/s sim) \(Double(r.totals.messages)/dt/1e6) M/s events \(r.totals.events) \(r.digests.last!)")
} else if mode == "calm" {
  let s = try ScenarioFixture.calm(seconds: n, accounts: 1000)
  for seed in 1...UInt64(CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3])! : 1) {
    let setup = try WorldSetup(scenario: s, seed: seed, index: tape(s, seed), options: RunOptions(observesMarket: true))
    let t0 = Date()
    let r = SeedComparison.runAlone(setup: setup, path: BuiltInPaths.marketOrder)
    let dt = Date().timeIntervalSince(t0)
    let o = r.observations!
    print("wall \(dt) messages \(r.totals.messages) (\(Double(r.totals.messages)/Double(n))/s sim) \(Double(r.totals.messages)/dt/1e6) M/s events \(r.totals.events) trades \(r.totals.trades) liq \(r.totals.liquidatedAccounts) makerProfit \(r.totals.makerProfit.atoms/1_000_000)")
    print("onetick", Double(o.timeAtOneTick.nanoseconds)/Double(o.timeObserved.nanoseconds))
    let lv = o.levelSizes.map { Double($0)/Double(o.levelSamples)/1000 }
    print("levels", lv, "depth 1/5/10bp", o.depths.map { Double($0)/Double(o.levelSamples)/1000*1 })
    let mids = o.doubledMids.dropFirst(20).map { Double($0)/2 }
    for (k, name) in [(1,"0.1"),(10,"1"),(50,"5"),(100,"10")] {
      let pts = stride(from: 0, to: mids.count, by: k).map { mids[$0] }
      let rets = zip(pts.dropFirst(), pts).map { ($0/$1-1)*1e4 }
      print("ret \(name)s sd \(sd(rets)) kurt \(kurt(rets)) acf1 \(acf(rets,1))")
    }
    let sizes = o.takerOrders.map { Double($0.quantity.lots)/1000 }.sorted()
    let signs = o.takerOrders.map { Double($0.side.sign) }
    let cnt = sizes.count
    let kk = cnt/20
    let top = sizes.suffix(kk); let thr = sizes[cnt-kk-1]
    let hill = 1/(top.map { log($0/thr) }.reduce(0,+)/Double(kk))
    print("takers/s", Double(cnt)/Double(n), "median", sizes[cnt/2], "mean", sizes.reduce(0,+)/Double(cnt), "p99", sizes[cnt*99/100], "max", sizes.last!, "hill", hill)
    print("sign acf", [1,2,5,10,20,50].map { acf(signs,$0) })
    var counts = [Double](repeating: 0, count: Int(n))
    for t in o.takerOrders { counts[Int(t.time.wholeSeconds)] += 1 }
    let mc = counts.reduce(0,+)/Double(n); print("fano", pow(sd(counts),2)/mc)
    var resp = [[Double]](repeating: [], count: 5)
    let q = [0.5,0.75,0.9,0.97].map { sizes[Int(Double(cnt)*$0)] }
    for t in o.takerOrders {
      let i = Int(t.time.nanoseconds/100_000_000)+10
      if i >= o.doubledMids.count { continue }
      let x = Double(t.quantity.lots)/1000
      let c = q.firstIndex { x < $0 } ?? 4
      resp[c].append(Double(t.side.sign)*(Double(o.doubledMids[i])/Double(t.doubledMid)-1)*1e4)
    }
    print("response", resp.map { $0.reduce(0,+)/Double(max($0.count,1)) })
    let rf = o.refills.map { Double($0.nanoseconds)/1e9 }.sorted()
    if !rf.isEmpty { print("refill median", rf[rf.count/2], "p90", rf[rf.count*9/10], "n", rf.count, "un", o.unrefilled) }
  }
} else {
  let s = try ScenarioFixture.crash(seconds: n, accounts: 1000)
  for seed in 1...UInt64(CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3])! : 1) {
    let setup = try WorldSetup(scenario: s, seed: seed, index: tape(s, seed))
    let t0 = Date()
    let rs = SeedComparison.run(setup: setup, paths: BuiltInPaths.all)
    print("wall", Date().timeIntervalSince(t0))
    for r in rs {
      let t = r.totals
      func m(_ x: Money) -> Int64 { x.atoms/1_000_000 }
      print(r.path, "liq", t.liquidatedAccounts, "br", t.breachedAccounts, "adl", t.deleveragedAccounts, "eqT", m(t.equityAtTrigger), "rec", m(t.equityRecovered), "notl", m(t.notionalTriggered), "exec", m(t.notionalExecuted), "sf", m(t.shortfallMarkDelay), m(t.shortfallQueueing), m(t.shortfallImpact), "fund", m(t.fundDraw), m(t.fundIncome), "soc", m(t.socialisedLoss), "low", t.lowestLast.ticks, "over", t.overshoot.partsPerMillion, "msgs", t.messages, "wrong", t.wrongfulLiquidations, "needed", m(t.notionalNeeded), m(t.notionalClosed), "maker", m(t.makerProfit), "bs", m(t.backstopProfit), "casc", t.triggeredByLiquidation, "rec", t.depthRecovery?.nanoseconds ?? -1)
    }
    let b = rs[0]
    for p in b.prices where p.second % 15 == 0 { print(p.second, p.index.ticks, p.mark.ticks, p.last.ticks, p.bidDepth.lots/1000, p.askDepth.lots/1000, p.openCases) }
  }
}
