import signal


serve(lambda question: os.kill(os.getpid(), signal.SIGSEGV))
