using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>The names of the generated members: a member of the user's, or the class, must not have one of them.</summary>
internal static class ReservedNames
{
    private static readonly string[] s_parameterlessMethods = ["Fork", "Dispose", "Describe"];

    /// <summary>Fields, constants and properties.</summary>
    public static readonly string[] Values =
    [
        "InputChannels", "InputHeight", "InputWidth", "ClassCount", "ParameterCount", "MultiplyAdds", "WeightBytes", "ArenaBytes",
        "ModelInfo", "Info", "LabelText", "OutputLength", "Outputs", "EmbeddingLength", "EmbeddingPlace", "EmbeddingNormed",
        "ScoreThreshold", "NmsThreshold", "MaxDetections", "Palette", "Team", "Observer", "_instance", "_workspace", "s_head",
        "s_definition",
    ];

    /// <summary>Methods. Overloads with other parameters are welcome; an overload with the same ones is the compiler's to report.</summary>
    public static readonly string[] Methods =
    [
        .. s_parameterlessMethods, "Load", "LoadAsync", "LoadChecked", "SaveWeights", "Predict", "PredictBatch", "Classify",
        "ClassifyAsync", "Embed", "EmbedAsync", "Detect", "DetectAsync", "Segment", "SegmentAsync", "Run",
        "RunVector128", "RunVector256", "RunVector512", "DeclareStateDict", "PackWeights", "DescribeLayers",
    ];

    public static IEnumerable<DiagnosticInfo> Problems(INamedTypeSymbol type, SourceSpan? location, SourceSpan? baseLocation)
    {
        if (Contain(type.Name))
            yield return Problem(location, type.Name, type.Name);

        foreach (var each in BaseTypes.AndSelf(type))
        {
            bool isOwn = each.Equals(type, SymbolEqualityComparer.Default);
            foreach (var member in each.GetMembers().Where(member => IsTaken(member) && (isOwn || IsInherited(member))))
                yield return Problem(isOwn ? SourceSpans.From(member.Locations[0]) : baseLocation, each.Name, member.Name);
        }
    }

    public static bool Contain(string name) => Values.Contains(name) || Methods.Contains(name);

    private static bool IsTaken(ISymbol member) => member is IMethodSymbol method
        ? Values.Contains(member.Name) || (s_parameterlessMethods.Contains(member.Name) && method.Parameters.Length == 0)
        : Values.Contains(member.Name) || Methods.Contains(member.Name);

    private static bool IsInherited(ISymbol member) => member.DeclaredAccessibility != Accessibility.Private;

    private static DiagnosticInfo Problem(SourceSpan? location, params string[] arguments) =>
        new(DeclarationDiagnostics.ReservedName.Id, location, arguments.ToEquatableArray());
}
