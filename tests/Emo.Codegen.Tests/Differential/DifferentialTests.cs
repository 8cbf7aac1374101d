using System.Globalization;
using System.Text.Json;

namespace Emo.Codegen.Tests.Differential;

/// <summary>
/// Random architectures, generated and compiled, against ONNX Runtime. The seed of a case is its number.
/// <c>EMO_DIFFERENTIAL_CASES</c> sets how many there are, <c>EMO_DIFFERENTIAL_FIRST</c> the first: more than a change can wait for.
/// </summary>
public sealed class DifferentialTests
{
    /// <summary>As many as a change can wait for.</summary>
    internal const int DefaultCases = 200;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Fact]
    public void Random_architectures_compute_what_ONNX_Runtime_computes()
    {
        int first = Setting("EMO_DIFFERENTIAL_FIRST", 0);
        foreach (int seed in Enumerable.Range(first, Setting("EMO_DIFFERENTIAL_CASES", DefaultCases)))
        {
            var spec = new RandomSpecs(new Random(seed)).Next();
            if (DifferentialCase.Problem(spec, seed) is not { } problem)
                continue;
            var shrunk = SpecShrinker.Shrink(spec, candidate => DifferentialCase.Problem(candidate, seed) is not null);
            Assert.Fail(
                $"Case {seed}: {problem}\nShrunk: {DifferentialCase.Problem(shrunk, seed)}\n" +
                $"{shrunk.ToJsonString(s_indented)}\nAs generated: {spec.ToJsonString()}");
        }
    }

    private static int Setting(string name, int defaultValue) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
}
