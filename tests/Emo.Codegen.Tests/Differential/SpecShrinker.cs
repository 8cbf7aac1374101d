using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Differential;

/// <summary>
/// Makes a failing spec smaller for as long as it still fails: fewer stages, blocks and properties, smaller numbers. Of the
/// properties it knows only that a stage has as many blocks as its depth says; the reader refuses what makes no sense.
/// </summary>
internal static class SpecShrinker
{
    /// <summary>Changes that make a value, or what it is part of, simpler; false where they do not apply.</summary>
    private static readonly Func<JsonNode, bool>[] s_changes =
    [
        Remove,
        ChangeNumber(number => Math.Floor(number / 2)),
        ChangeNumber(number => number - 1),
        ChangeNumber(Math.Floor),
    ];

    /// <param name="spec">A spec that fails.</param>
    /// <param name="fails">Whether a valid spec fails.</param>
    /// <param name="attempts">How many specs may be tried.</param>
    public static JsonObject Shrink(JsonObject spec, Func<JsonObject, bool> fails, int attempts = 400)
    {
        while (true)
        {
            var smaller = Simpler(spec)
                .Where(candidate => SpecReader.Read("spec.json", candidate.ToJsonString()).Spec is not null)
                .TakeWhile(_ => attempts-- > 0)
                .FirstOrDefault(fails);
            if (smaller is null)
                return spec;
            spec = smaller;
        }
    }

    private static IEnumerable<JsonObject> Simpler(JsonObject spec)
    {
        int count = Descendants(spec).Count();
        for (int i = 0; i < count; i++)
        {
            foreach (var change in s_changes)
            {
                var copy = spec.DeepClone().AsObject();
                if (change(Descendants(copy).ElementAt(i)))
                    yield return copy;
            }
        }
    }

    /// <summary>All values within a value, the larger before its parts.</summary>
    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject json => json.Select(property => property.Value),
            JsonArray array => array,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Descendants(child).Prepend(child));
    }

    private static bool Remove(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonArray array:
                array.Remove(node);
                if (array.Parent is JsonObject stage && array.GetPropertyName() == "blocks")
                    stage["depth"] = array.Count;
                return true;
            default:
                // Without its input a spec has a larger one.
                string name = node.GetPropertyName();
                return name != "input" && node.Parent!.AsObject().Remove(name);
        }
    }

    private static Func<JsonNode, bool> ChangeNumber(Func<double, double> change) => node =>
    {
        if (node.GetValueKind() != JsonValueKind.Number)
            return false;
        double old = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
        double changed = change(old);
        if (changed >= old)
            return false;
        if (node.Parent is JsonObject && node.GetPropertyName() == "depth" && node.Parent["blocks"] is JsonArray blocks)
        {
            while (blocks.Count > changed)
                blocks.RemoveAt(blocks.Count - 1);
        }

        node.ReplaceWith(changed);
        return true;
    };
}
