using System.Text.Json.Nodes;

namespace Emo.Testing;

/// <summary>
/// Makes the settings of a random stage fit each other, most of the time: few random arrays have the random depth as their length, few
/// random widths the random head width as a divisor, and a block is written as an operator or as a list, not as both.
/// </summary>
/// <param name="random">What is left to chance.</param>
/// <param name="newBlock">Random settings of a block.</param>
/// <param name="newAttention">Random settings of an attention.</param>
internal sealed class SchemaBlocks(Random random, Func<JsonObject> newBlock, Func<JsonObject> newAttention)
{
    private static readonly string[] s_ofPlain = ["expandKernel", "expandGroups"];

    public void MakeFit(JsonObject stage, int previousWidth)
    {
        int width = (int)stage["width"]!;
        MakeBlocks(stage);
        bool isList = Chance(0.5);
        MakeOwnerFit(stage, stage, width, isList);
        for (int i = 0; i < (stage["blocks"]?.AsArray().Count ?? 0); i++)
        {
            var block = stage["blocks"]![i]!.AsObject();
            MakeOwnerFit(block, stage, i == 0 ? previousWidth : width, isList);
            if (i > 0 || Chance(0.05))
                continue;
            block.Remove("operator");
            block.Remove("expandGroups");
            if ((int?)block["kernel"] == 0)
                block.Remove("kernel");
        }
    }

    /// <summary>Blocks that differ share no code: a few are enough.</summary>
    private void MakeBlocks(JsonObject stage)
    {
        if (stage["blocks"] is null || Chance(0.1))
            return;
        int depth = random.Next(1, 5);
        stage["depth"] = depth;
        stage["blocks"] = new JsonArray([.. Enumerable.Range(0, depth).Select(_ => Chance(0.5) ? [] : newBlock())]);
    }

    private void MakeOwnerFit(JsonObject owner, JsonObject stage, int width, bool isList)
    {
        if (Chance(0.03))
            return;
        if (owner["expansion"] is not null && Chance(0.8))
            owner["expansion"] = random.Next(1, 5);
        if (owner["expandGroups"] is not null)
            owner["expandGroups"] = Chance(0.5) ? 1 : Divisor(width);
        if (isList)
            MakeList(owner, stage);
        else
            MakeOperator(owner);
        if (owner["attention"] is JsonObject attention)
            attention["headWidth"] = Divisor(width);
    }

    private void MakeList(JsonObject owner, JsonObject stage)
    {
        owner.Remove("operator");
        if (owner == stage && owner["expand"] is null)
            owner["expand"] = new JsonArray("plain");
        string[] kinds = [.. (owner["expand"] ?? stage["expand"] ?? new JsonArray("plain")).AsArray().Select(kind => (string)kind!)];
        if (kinds.Any(kind => kind != "plain"))
            owner["attention"] ??= newAttention();
        if (kinds.Length == 0)
            owner["expansion"] = 1;
        if (!kinds.Contains("plain"))
            RemovePlain(owner);
    }

    private void MakeOperator(JsonObject owner)
    {
        owner.Remove("expand");
        if ((int?)owner["kernel"] == 0)
            owner.Remove("kernel");
        RemovePlain(owner);
        if (owner["operator"] is null)
            return;
        owner["operator"] = (owner["attention"] is not null, Chance(0.5)) switch
        {
            (true, true) => "both",
            (true, false) => "attention",
            (false, true) => "depthwise",
            _ => "none",
        };
    }

    private static void RemovePlain(JsonObject owner)
    {
        foreach (string name in s_ofPlain)
            owner.Remove(name);
    }

    private int Divisor(int number)
    {
        int[] divisors = [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];
        return divisors[random.Next(divisors.Length)];
    }

    private bool Chance(double probability) => random.NextDouble() < probability;
}
