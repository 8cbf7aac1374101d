using System.Globalization;
using System.Text;
using Emo.Fuzz.Mutations;
using Microsoft.CodeAnalysis;

namespace Emo.Fuzz.Readers;

/// <summary>Specs through the generator, as the compiler runs it: a model, or errors at their places.</summary>
internal sealed class SpecsReader : ForeignReader
{
    private const string Source = """[Emo.EmoModel("fuzz")] public sealed partial class M;""";

    private static readonly string[] s_names = ["name", "input", "stem", "stages", "head", "neck", "preprocessing", "backbone"];

    public override string Name => "specs";

    public override string Description => "spec JSON through the generator";

    /// <summary>What the last case made the generator write.</summary>
    public static long GeneratedCharacters { get; private set; }

    public override byte[] Make(Random random)
    {
        string text = random.Next(20) switch
        {
            0 => Bomb(random),
            1 => new SchemaSpecs(random).Next().ToJsonString(),
            _ => new SpecDamage(random).Apply(new SchemaSpecs(random).Next()),
        };
        return Encoding.UTF8.GetBytes(text);
    }

    public override void Read(byte[] file)
    {
        string spec = Encoding.UTF8.GetString(file);
        GeneratedCharacters = 0;
        var result = new GeneratorHarness(Source, specs: [("fuzz.json", spec)], trackSteps: false).Run();
        if (result.Exception is not null)
            throw result.Exception;
        foreach (var diagnostic in result.Diagnostics)
        {
            if (string.IsNullOrWhiteSpace(diagnostic.GetMessage(CultureInfo.InvariantCulture)))
                throw new WrongResultException($"{diagnostic.Id} has no message");
            if (diagnostic.Location.SourceSpan.End > Math.Max(spec.Length, Source.Length))
                throw new WrongResultException($"{diagnostic.Id} lies outside the spec");
        }

        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        // A spec with errors gives the class its members, and no network.
        if (hasErrors != (result.GeneratedSources.Length == 1))
            throw new WrongResultException($"{result.Diagnostics.Length} diagnostics, {result.GeneratedSources.Length} files");
        if (hasErrors)
            throw new SpecRefusedException();
        GeneratedCharacters = result.GeneratedSources.Sum(source => (long)source.SourceText.Length);
    }

    protected override IEnumerable<byte[]> MakeSeeds() =>
        Enumerable.Range(0, 50).Select(seed => Encoding.UTF8.GetBytes(new SchemaSpecs(new Random(seed)).Next().ToJsonString()));

    private static string Bomb(Random random)
    {
        int count = 1 << random.Next(4, 17);
        switch (random.Next(6))
        {
            case 0:
                return Repeat("[", count);
            case 1:
                return Repeat("{\"a\":", count);
            case 2:
                return $$"""{"name":"{{new string('n', count)}}"}""";
            case 3:
                return $$"""{"stages":[{{Repeat("{},", count)}}{}]}""";
            case 4:
                return $"{{{string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{random.Pick(s_names)}\":{random.Next()}"))}}}";
            default:
                return $$$"""{"input":{"height":{{{new string('9', count)}}},"width":1e{{{new string('9', random.Next(1, 12))}}}} }""";
        }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
