using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Diagnostics;

/// <summary>
/// What can be wrong with a class that carries <c>[EmoModel]</c>, with the attribute's arguments, and with how the project compiles them.
/// </summary>
internal static class DeclarationDiagnostics
{
    public static readonly DiagnosticDescriptor UnknownSpec = Create(
        "EMO0001", "Unknown spec", "There is no spec named '{0}'. {1}");

    public static readonly DiagnosticDescriptor NotPartial = Create(
        "EMO0002", "Model class is not partial", "'{0}' must be partial: the generator adds the network to it");

    public static readonly DiagnosticDescriptor Generic = Create(
        "EMO0003", "Model class is generic", "'{0}' must not be generic: a model is one network of one shape");

    public static readonly DiagnosticDescriptor Static = Create(
        "EMO0004", "Model class is static", "'{0}' must not be static: an instance holds the weights and the arena");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Create(
        "EMO0005", "Containing type is not partial", "'{0}' is nested in '{1}', which must be partial too");

    public static readonly DiagnosticDescriptor Abstract = Create(
        "EMO0006", "Model class is abstract", "'{0}' must not be abstract: Load creates instances of it");

    public static readonly DiagnosticDescriptor Record = Create(
        "EMO0007", "Model class is a record", "'{0}' must be a class, not a record: copies of it would free the weights twice");

    public static readonly DiagnosticDescriptor FileLocal = Create(
        "EMO0008", "Model class is file-local", "'{0}' must not be file-local: the generator completes it in files of its own");

    public static readonly DiagnosticDescriptor BaseConstructor = Create(
        "EMO0009",
        "Base class has no parameterless constructor",
        "'{0}' derives from '{1}', which has no parameterless constructor that Load could call");

    public static readonly DiagnosticDescriptor UnsafeNotAllowed = Create(
        "EMO0010",
        "Unsafe code is not allowed",
        "The kernels of '{0}' use pointers: set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file");

    public static readonly DiagnosticDescriptor LanguageTooOld = Create(
        "EMO0011",
        "Language version too old",
        "'{0}' needs {1}; the project compiles C# {2}: set <LangVersion>, or remove it from the project file for the newest");

    public static readonly DiagnosticDescriptor OverrideOutOfRange = Create(
        "EMO0012", "Override out of range", "{0} is {1}, but must be from {2} to {3}");

    public static readonly DiagnosticDescriptor OverrideWithoutClasses = Create(
        "EMO0013", "Override does not apply", "{0} does not apply to '{1}': its head has no classes");

    public static readonly DiagnosticDescriptor Constructor = Create(
        "EMO0014",
        "Model class declares a constructor",
        "'{0}' must not declare a constructor: only Load and Fork make instances, so that there is none without weights");

    public static readonly DiagnosticDescriptor RequiredMember = Create(
        "EMO0015", "Model class has a required member", "'{0}' must not have the required member '{1}': Load and Fork could not set it");

    public static readonly DiagnosticDescriptor ReservedName = Create(
        "EMO0016",
        "Name of a generated member is taken",
        "'{0}' uses the name '{1}', which a generated member of the model has: choose another");

    public static readonly DiagnosticDescriptor AmbiguousSpec = Create(
        "EMO0017", "Ambiguous spec", "'{0}' is the file name of several specs: {1}. Ask for one by its \"name\": {2}");

    public static readonly DiagnosticDescriptor LargeModel = Create(
        "EMO0018",
        "Model is very large",
        "The network of '{0}' is very large: {1} MB of weights, {2} MB of scratch memory for each instance, " +
        "{3} billion multiply-adds for each prediction",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor OverridesTooLarge = Create(
        "EMO0019", "Overrides make the model too large", "With the overrides of '{0}': {1}");

    public static readonly DiagnosticDescriptor LargeCode = Create(
        "EMO0020",
        "Generated code is very large",
        "The network of '{0}' becomes {1} MB of C# in {2} blocks: every build of the project has to compile that",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor HidingName = Create(
        "EMO0021",
        "Name hides one that generated code uses",
        "'{0}' cannot be completed: the name '{1}' hides {2}, which the generated code uses. Choose another name or namespace.");

    public static readonly DiagnosticDescriptor UnknownVectorWidth = Create(
        "EMO0022",
        "Unknown vector width",
        "The property EmoVectorWidths of the project has '{0}', but kernels exist for 128, 256 and 512 bits: list some of these, " +
        "such as <EmoVectorWidths>128;256</EmoVectorWidths>, or remove the property for all");

    public static readonly DiagnosticDescriptor NotOptimised = Create(
        "EMO0023",
        "Model is compiled without optimisation",
        "'{0}' is compiled without optimisation, as Debug builds are, and runs 30 to 50 times slower: keep models in a library of their " +
        "own with <Optimize>true</Optimize> in its project file",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor LabelsFileNotFound = Create(
        "EMO0024", "Labels file of the attribute not found", "There is no labels file '{0}' among the project's EmoLabels items. {1}");

    public static readonly DiagnosticDescriptor UnusableLabels = Create(
        "EMO0025", "Labels file of the attribute cannot be used", "'{0}' {1}");

    public static readonly DiagnosticDescriptor[] All =
    [
        UnknownSpec, NotPartial, Generic, Static, ContainingTypeNotPartial, Abstract, Record, FileLocal, BaseConstructor,
        UnsafeNotAllowed, LanguageTooOld, OverrideOutOfRange, OverrideWithoutClasses, Constructor,
        RequiredMember, ReservedName, AmbiguousSpec, LargeModel,
        OverridesTooLarge, LargeCode, HidingName, UnknownVectorWidth, NotOptimised, LabelsFileNotFound, UnusableLabels,
    ];

    private static DiagnosticDescriptor Create(
        string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, "Emo.Declaration", severity, isEnabledByDefault: true, helpLinkUri: HelpLink.Of(id));
}
