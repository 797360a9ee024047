import Stepladder

StepladderProgram().run()
