using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Fuzzing;

/// <summary>
/// No spec makes the generator write code that does not compile; that none crashes it, Emo.Fuzz tries. The seed of a case is its number.
/// <c>EMO_FUZZ_CASES</c> sets how many there are, <c>EMO_FUZZ_FIRST</c> the first: more than a change can wait for.
/// </summary>
public sealed class GeneratorFuzzTests
{
    private const string Source = """[Emo.EmoModel("fuzz")] public sealed partial class M;""";

    /// <summary>A network larger than this is generated, but not compiled: that is the time of the C# compiler.</summary>
    private const int MaxCompiledCharacters = 1_000_000;

    /// <summary>For one case, which takes milliseconds. Of this process's own processor time: a busy machine lets it wait.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void Whatever_keeps_to_the_schema_compiles_or_is_refused()
    {
        int compiled = 0;
        foreach (int seed in Seeds(defaultCount: 40))
        {
            string spec = new SchemaSpecs(new Random(seed)).Next().ToJsonString();
            if (Check(seed, spec) is not { } compilation)
                continue;
            compiled++;
            var problems = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
            Assert.True(problems.Count == 0, $"Case {seed}: {string.Join('\n', problems.Take(5))}\n{spec}");
        }

        Assert.True(compiled >= 10, $"Only {compiled} of the specs gave a model: the cases have become too wild to say much.");
    }

    /// <summary>The compilation if the spec gave a model of moderate size.</summary>
    private static Compilation? Check(int seed, string spec)
    {
        var harness = new GeneratorHarness(Source, specs: [("fuzz.json", spec)]);
        var run = Task.Run(harness.Run);
        var start = Environment.CpuUsage.TotalTime;
        while (!run.Wait(TimeSpan.FromSeconds(1)))
            Assert.True(Environment.CpuUsage.TotalTime - start < s_patience, $"Case {seed} hangs:\n{spec}");
        var result = run.Result;
        Assert.True(result.Exception is null, $"Case {seed}: {result.Exception}\n{spec}");
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.NotEmpty(diagnostic.GetMessage(CultureInfo.InvariantCulture));
            Assert.InRange(diagnostic.Location.SourceSpan.End, 0, Math.Max(spec.Length, Source.Length));
        }

        // A spec with errors gives the class its members, and no network.
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(
            hasErrors == (result.GeneratedSources.Length == 1),
            $"Case {seed}: {result.Diagnostics.Length} diagnostics, {result.GeneratedSources.Length} files\n{spec}");
        return !hasErrors && result.GeneratedSources.Sum(source => source.SourceText.Length) <= MaxCompiledCharacters
            ? harness.RunAndUpdate()
            : null;
    }

    private static IEnumerable<int> Seeds(int defaultCount) =>
        Enumerable.Range(Setting("EMO_FUZZ_FIRST", 0), Setting("EMO_FUZZ_CASES", defaultCount));

    private static int Setting(string name, int defaultValue) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
}
