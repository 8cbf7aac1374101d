using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Planning;

/// <summary>
/// The packing id of every shipped model. A file of packed weights that was saved before loads only while the id stays: a change here
/// refuses the files of all users of that model.
/// </summary>
public sealed class ShippedPackingIdTests
{
    private static readonly Dictionary<string, string> s_pinned = File.ReadAllLines(Path.Combine(
        AppContext.BaseDirectory, "packing", "packing-ids.txt"))
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    [Fact]
    public void Every_shipped_model_has_the_id_that_it_always_had() =>
        Assert.Equal(s_pinned, ShippedSpecs.Names.ToDictionary(name => name, Id));

    private static string Id(string name)
    {
        var id = PackingId.Of(Planner.Plan(GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!)));
        return $"{id.Upper:x16}{id.Lower:x16}";
    }
}
