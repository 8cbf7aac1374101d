using SharpFuzz;

namespace Emo.Fuzz.Runs;

/// <summary>Runs what afl-fuzz makes up: afl.sh has instrumented the library.</summary>
internal static class Afl
{
    public static int Run(FuzzOptions options)
    {
        var reader = AllReaders.Get(options.Readers[0]);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            byte[] file = bytes.ToArray();
            if (CaseRunner.Run(reader, "file of afl-fuzz", file).Finding is { } finding)
                throw new InvalidOperationException($"{finding.Kind}\n{finding.Details}");
        });
        return 0;
    }
}
