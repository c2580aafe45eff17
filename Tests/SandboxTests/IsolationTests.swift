// IsolationTests.swift — what a program that is shut in cannot do, tried by programs that want to.
import FileKit
import Sandbox
import Testing

@Suite(.enabled(if: canIsolate, "SKIPPED: bwrap may not make namespaces on this machine")) struct IsolationTests {
    @Test func itSeesItsPathsAndTheSystemsProgramsOnly() throws {
        let scratch = try ScratchFolder()
        try scratch.add(Array("hello".utf8), as: "data/a/file.txt")
        let script = """
            import os
            print(sorted(os.listdir('/')), sorted(os.listdir('/etc')), open('/data/a/file.txt').read(), os.getuid())
            print(os.path.exists('/home'), os.path.exists('/root'), os.path.exists('/tmp'), os.path.exists('/var'))
            """
        let ran = try python(script, paths: [ReadOnlyPath(scratch.path + "/data", at: "/data")]).run()
        let lines = ran.text.split(separator: "\n")
        #expect(ran.ending == .exited(0), "\(ran.errors.shown)")
        #expect(lines.first?.contains("hello 65534") == true)
        #expect(lines.last == "False False False False")
        #expect(!ran.text.contains("passwd") && !ran.text.contains("resolv"))
    }

    @Test func itWritesNowhere() throws {
        let scratch = try ScratchFolder()
        try scratch.makeFolder("data")
        let script = """
            import os
            wrote = []
            for folder in ('/', '/tmp', '/data', '/dev', '/dev/shm', '/etc', '/usr', '/proc/sys/kernel', '/var/tmp', '/run'):
                try:
                    open(folder + '/hostname', 'w').write('x')
                    wrote.append(folder)
                except OSError:
                    pass
            print(wrote)
            """
        // files may be of any size here: it is the file systems that say no
        let ran = try python(
            script, paths: [ReadOnlyPath(scratch.path + "/data", at: "/data")],
            limits: SandboxLimits(fileSize: 1 << 30)
        ).run()
        #expect(ran.text == "[]\n", "\(ran.errors.shown)")
        #expect(try Files.list(scratch.path + "/data").isEmpty)
    }

    @Test func itReachesNoNetwork() throws {
        let listener = try Listener()
        let script = """
            import socket
            for address in (('127.0.0.1', \(listener.port)), ('192.0.2.1', 80)):
                try:
                    socket.create_connection(address, timeout=5)
                    print('connected', address)
                except OSError as error:
                    print(error.errno)
            """
        let ran = try python(script).run()
        #expect(!ran.text.contains("connected") && ran.text.split(separator: "\n").count == 2, "\(ran.text)")
        // the same program outside does get there: the listener is real
        #expect(try python(script).run(.off).text.contains("connected ('127.0.0.1'"))
    }

    @Test func itSeesNoProcessOfOthersAndMakesOnlySoMany() throws {
        let script = """
            import os, time
            print(len([name for name in os.listdir('/proc') if name.isdigit()]) <= 4, flush=True)
            made = 0
            try:
                for _ in range(100):
                    if os.fork() == 0:
                        time.sleep(1000)
                    made += 1
            except OSError:
                pass
            print(made, flush=True)
            os._exit(0)
            """
        let lines = try python(script, limits: SandboxLimits(processes: 8)).run().text.split(separator: "\n")
        #expect(lines.first == "True")
        #expect(lines.last.flatMap { Int($0) }.map { (1...7).contains($0) } == true, "\(lines)")
    }

    @Test func itGainsNothing() throws {
        let script = """
            import ctypes, os
            status = open('/proc/self/status').read()
            print('CapEff:\\t0000000000000000' in status, 'CapBnd:\\t0000000000000000' in status, 'NoNewPrivs:\\t1' in status)
            print(ctypes.CDLL(None).unshare(0x10000000))
            """
        #expect(try python(script).run().text == "True True True\n-1\n")
    }
}
