using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Diagnostics;

/// <summary>What can be wrong with a spec file.</summary>
internal static class SpecDiagnostics
{
    public static readonly DiagnosticDescriptor Malformed = Create(
        "EMO0100", "Spec is not JSON", "The spec is not valid JSON: found {0}");

    public static readonly DiagnosticDescriptor UnknownProperty = Create(
        "EMO0101", "Unknown property", "'{0}' is not a property of {1}. {2}");

    public static readonly DiagnosticDescriptor MissingProperty = Create(
        "EMO0102", "Missing property", "{0} lacks the property '{1}'");

    public static readonly DiagnosticDescriptor DuplicateProperty = Create(
        "EMO0103", "Duplicate property", "The property '{0}' appears twice");

    public static readonly DiagnosticDescriptor WrongType = Create(
        "EMO0104", "Value of the wrong type", "'{0}' must be {1}, not {2}");

    public static readonly DiagnosticDescriptor OutOfRange = Create(
        "EMO0105", "Value out of range", "'{0}' is {1}, but must be {2}");

    public static readonly DiagnosticDescriptor UnknownValue = Create(
        "EMO0106", "Unknown value", "'{0}' is \"{1}\", but must be one of {2}. {3}");

    public static readonly DiagnosticDescriptor Inconsistent = Create(
        "EMO0107", "Inconsistent values", "{0}");

    public static readonly DiagnosticDescriptor LabelsNotFound = Create(
        "EMO0108", "Labels file not found", "There is no labels file '{0}' among the project's EmoLabels items");

    public static readonly DiagnosticDescriptor LabelCount = Create(
        "EMO0109", "Wrong number of labels", "There are {0} labels for {1} classes");

    public static readonly DiagnosticDescriptor DuplicateName = Create(
        "EMO0110", "Duplicate spec name", "The name '{0}' is also that of {1}: give one of them another name");

    public static readonly DiagnosticDescriptor TooLarge = Create(
        "EMO0111", "Spec too large", "{0}");

    public static readonly DiagnosticDescriptor WindowBeyondMap = Create(
        "EMO0112",
        "Window larger than the map",
        "The window of {0} is larger than the map of stage {1}, which is {2}: the map is padded with zeros to {3} times its size. " +
        "0 is one window over the whole map",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AmbiguousLabels = Create(
        "EMO0113", "Ambiguous labels file", "'{0}' is the name of several EmoLabels files: {1}. Write the path relative to the spec");

    public static readonly DiagnosticDescriptor BackboneNotFound = Create(
        "EMO0114", "Backbone not found", "There is no spec '{0}' to be the backbone. {1}");

    public static readonly DiagnosticDescriptor AmbiguousBackbone = Create(
        "EMO0115", "Ambiguous backbone", "'{0}' is the file name of several specs: {1}. Name the backbone by its spec's name");

    public static readonly DiagnosticDescriptor CyclicBackbone = Create(
        "EMO0116",
        "Backbone refers back",
        "The backbone '{0}' leads back to a spec that is waiting for it: a backbone needs a stem and stages in the end");

    public static readonly DiagnosticDescriptor BrokenBackbone = Create(
        "EMO0117",
        "Backbone has problems",
        "The spec '{0}' has problems of its own, which are reported there: until then it is no backbone");

    public static readonly DiagnosticDescriptor StrideWithoutDepthwise = Create(
        "EMO0118",
        "Stride without a depthwise convolution",
        "The first block of a stage halves the map with its depthwise convolution: " +
        "its operator must be 'depthwise' or 'both', not '{0}'");

    public static readonly DiagnosticDescriptor[] All =
    [
        Malformed, UnknownProperty, MissingProperty, DuplicateProperty, WrongType, OutOfRange, UnknownValue, Inconsistent,
        LabelsNotFound, LabelCount, DuplicateName, TooLarge, WindowBeyondMap, AmbiguousLabels,
        BackboneNotFound, AmbiguousBackbone, CyclicBackbone, BrokenBackbone, StrideWithoutDepthwise,
    ];

    private static DiagnosticDescriptor Create(
        string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, "Emo.Spec", severity, isEnabledByDefault: true, helpLinkUri: HelpLink.Of(id));
}
