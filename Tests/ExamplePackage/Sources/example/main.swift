import Stepladder

var program = StepladderProgram(name: "example")
program.register(DipBuyer.self)
program.run()
