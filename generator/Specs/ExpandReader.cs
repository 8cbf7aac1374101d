using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>expand</c> array of a stage or a block: names of operators.</summary>
internal static class ExpandReader
{
    /// <summary>
    /// The operators, with kernels and groups of 1; null where the array is not there. What is reported here stands in the list all the
    /// same, so that nobody takes the list for a shorter one.
    /// </summary>
    public static EquatableArray<ExpandOperator>? Read(ObjectReader owner, Problems problems)
    {
        var array = owner.Array("expand", required: false);
        if (array is null)
            return null;
        if (array.Items.Count > SpecLimits.MaxBranches)
        {
            problems.Add(
                SpecDiagnostics.OutOfRange,
                array,
                "expand",
                FormattableString.Invariant($"an array of {array.Items.Count}"),
                $"an array of 0 to {SpecLimits.MaxBranches} operators");
        }

        var operators = new List<ExpandOperator>();
        foreach (var item in array.Items)
        {
            var kind = ExpandKind.Plain;
            if (item is not JsonString name)
                problems.Add(SpecDiagnostics.WrongType, item, "expand", "an array of operators", item.Kind);
            else
                owner.TryName("expand", name, LowerCaseNames<ExpandKind>.Table, out kind);
            operators.Add(new ExpandOperator(kind));
        }

        return operators.ToEquatableArray();
    }
}
