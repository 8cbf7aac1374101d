using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Emo.Benchmarks.Micro;

/// <summary><c>bdn</c>: the parts by themselves, with BenchmarkDotNet and its options.</summary>
internal static class BdnCommand
{
    public static Command Create()
    {
        var command = new Command("bdn", "Runs BenchmarkDotNet benchmarks: bdn --filter '*', bdn --list flat.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(result => BenchmarkSwitcher.FromAssembly(typeof(BdnCommand).Assembly).Run([.. result.UnmatchedTokens]));
        return command;
    }
}
