print("stepladder")
