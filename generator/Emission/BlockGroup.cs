using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Blocks that follow each other and differ in their numbers only, as one line: "stage3.1-7", "iRMB ... (x 7)", the cost of all.
/// </summary>
internal sealed record BlockGroup(string Name, string Description, string Output, GraphCost Cost)
{
    public static IReadOnlyList<BlockGroup> Of(IReadOnlyList<PlannedBlock> blocks)
    {
        var groups = new List<List<PlannedBlock>>();
        foreach (var block in blocks)
        {
            if (groups.Count > 0 && IsLike(block, groups[groups.Count - 1][0]))
                groups[groups.Count - 1].Add(block);
            else
                groups.Add([block]);
        }

        return [.. groups.Select(Group)];
    }

    /// <summary>Numbered blocks of one stage or part, alike in all that a row shows.</summary>
    private static bool IsLike(PlannedBlock a, PlannedBlock b) =>
        a.Id.Group == b.Id.Group && a.Id.Index is not null && b.Id.Index is not null &&
        a.Description == b.Description && CostOf(a) == CostOf(b) && a.Result.Output == b.Result.Output;

    private static BlockGroup Group(List<PlannedBlock> blocks)
    {
        var first = blocks[0];
        if (blocks.Count == 1)
            return new BlockGroup(first.Name, first.Description, first.Result.Output.ToPlanarText(), CostOf(first));
        string name = FormattableString.Invariant($"{first.Name}-{blocks[blocks.Count - 1].Id.Index}");
        string description = FormattableString.Invariant($"{first.Description} (x {blocks.Count})");
        return new BlockGroup(name, description, first.Result.Output.ToPlanarText(), CostOf([.. blocks]));
    }

    /// <summary>The rows count parameters that layers share once.</summary>
    private static GraphCost CostOf(params PlannedBlock[] blocks)
    {
        var rows = blocks.SelectMany(block => block.Rows).ToList();
        return new GraphCost(rows.Sum(row => row.Cost.Parameters), rows.Sum(row => row.Cost.MultiplyAdds));
    }
}
