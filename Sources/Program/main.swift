import Stepladder
import Strategies

var program = StepladderProgram()
program.register(PassiveHolder.self)
program.register(TwoSidedMaker.self)
program.register(TrendFollower.self)
program.register(AvellanedaStoikovMaker.self)
program.register(GridMaker.self)
program.run()
