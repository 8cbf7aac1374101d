using System.Text;
using Emo.Codegen.Declarations;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Emo.Codegen;

/// <summary>
/// Completes classes that carry <c>[EmoModel]</c>. The steps are the data flow of ARCHITECTURE.md; each yields value-equal
/// records, so that an edit elsewhere in the project runs none of them and an edit of a spec only those of its models.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class EmoModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ModelDeclarationParser.AttributeName, ModelDeclarationParser.IsCandidate, ModelDeclarationParser.Parse)
            .Where(declaration => declaration is not null)
            .Select((declaration, _) => declaration!)
            .WithTrackingName(TrackingNames.Declarations);

        var specs = Files(context, AdditionalFileKinds.Spec)
            .Select((file, cancellation) => SpecReader.Read(file.Path, file.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(TrackingNames.Specs);
        var labels = Files(context, AdditionalFileKinds.Labels)
            .Select((file, cancellation) => new LabelsFile(
                file.Path, LabelText.Lines(file.GetText(cancellation)?.ToString() ?? "").ToEquatableArray()));
        var namedSpecs = specs.Combine(labels.Collect()).Select((pair, _) => LabelsResolver.Resolve(pair.Left, pair.Right));
        var resolvedSpecs = namedSpecs.Combine(namedSpecs.Collect())
            .Select((pair, _) => BackboneResolver.Resolve(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.ResolvedSpecs);

        var hintNameClashes = declarations
            .Select((declaration, _) => declaration.Target)
            .Collect()
            .Select((targets, _) => HintNames.Clashes(targets));
        var otherFiles = Files(context, kind: null)
            .Where(file => AdditionalFileKinds.MayBeSpec(file))
            .Select((file, _) => file.Path)
            .Collect()
            .Select((paths, _) => paths.ToEquatableArray());
        var selectedModels = declarations
            .Combine(resolvedSpecs.Collect()).Combine(labels.Collect()).Combine(otherFiles).Combine(hintNameClashes)
            .Select((pair, _) => ModelSelector.Select(
                pair.Left.Left.Left.Left, pair.Left.Left.Left.Right, pair.Left.Left.Right, pair.Left.Right, pair.Right))
            .WithTrackingName(TrackingNames.SelectedModels);
        var plannedModels = selectedModels
            .Where(model => model.Spec is not null)
            .Select((model, cancellation) => ModelCompiler.Plan(model.Target, model.HintName, model.Spec!, cancellation))
            .WithTrackingName(TrackingNames.PlannedModels);

        var widths = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => VectorWidths.Of(options.GlobalOptions))
            .WithTrackingName(TrackingNames.VectorWidths);
        var modelsWithWidths = plannedModels.Combine(widths);
        var apis = modelsWithWidths
            .Select((pair, _) => ModelCompiler.EmitApi(pair.Left, pair.Right.Targets))
            .WithTrackingName(TrackingNames.Apis);
        var implementations = modelsWithWidths
            .Select((pair, cancellation) => ModelCompiler.EmitImplementation(pair.Left, pair.Right.Targets, cancellation))
            .WithTrackingName(TrackingNames.Implementations);
        context.RegisterSourceOutput(apis, AddSource);
        context.RegisterImplementationSourceOutput(implementations, AddSources);
        var shared = implementations.Collect().Combine(widths)
            .Select((pair, _) => ModelCompiler.EmitShared(pair.Left, pair.Right.Targets))
            .WithTrackingName(TrackingNames.Shared);
        context.RegisterImplementationSourceOutput(shared, AddSources);

        var skeletons = selectedModels
            .Where(model => model.Skeleton.Count > 0)
            .Select((model, _) => new SkeletonModel(model.Target, model.HintName, model.Skeleton))
            .Select((model, cancellation) => ModelCompiler.EmitSkeleton(model, cancellation));
        context.RegisterSourceOutput(skeletons, AddSource);

        var declarationProblems = selectedModels.SelectMany((model, _) => model.Problems);
        var warnings = plannedModels.Combine(declarations.Collect())
            .SelectMany((pair, _) => ModelSize.Warnings(pair.Left, pair.Right).Concat(OverrideWarnings.Windows(pair.Left, pair.Right)));
        var isDebug = context.CompilationProvider.Select((compilation, _) => DebugBuild.Is(compilation));
        var debugInformation = plannedModels.Combine(declarations.Collect()).Combine(isDebug)
            .SelectMany((pair, _) => DebugBuild.Information(pair.Left.Left, pair.Left.Right, pair.Right));
        var codeSizeWarnings = implementations.Combine(declarations.Collect())
            .SelectMany((pair, _) => ModelSize.Warnings(pair.Left, pair.Right));

        // A compilation is new with every keystroke: only what is there to report is combined with it.
        context.RegisterSourceOutput(declarationProblems.Combine(context.CompilationProvider), ReportInSource);
        context.RegisterSourceOutput(warnings.Combine(context.CompilationProvider), ReportInSource);
        context.RegisterSourceOutput(debugInformation.Combine(context.CompilationProvider), ReportInSource);
        context.RegisterImplementationSourceOutput(codeSizeWarnings.Combine(context.CompilationProvider), ReportInSource);
        context.RegisterSourceOutput(resolvedSpecs.SelectMany((spec, _) => spec.Problems), Report);
        context.RegisterSourceOutput(resolvedSpecs.Collect().SelectMany((all, _) => DuplicateNames.Problems(all)), Report);
        context.RegisterSourceOutput(widths.SelectMany((chosen, _) => VectorWidthProblems.Of(chosen)), Report);
    }

    private static IncrementalValuesProvider<AdditionalText> Files(IncrementalGeneratorInitializationContext context, string? kind) =>
        context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Where(pair => AdditionalFileKinds.Of(pair.Left, pair.Right) == kind)
            .Select((pair, _) => pair.Left);

    private static void AddSource(SourceProductionContext context, GeneratedSource source) =>
        context.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));

    private static void AddSources(SourceProductionContext context, ModelImplementation implementation) =>
        AddSources(context, implementation.Sources);

    private static void AddSources(SourceProductionContext context, EquatableArray<GeneratedSource> sources)
    {
        foreach (var source in sources)
            AddSource(context, source);
    }

    private static void ReportInSource(SourceProductionContext context, (DiagnosticInfo Problem, Compilation Compilation) pair) =>
        context.ReportDiagnostic(pair.Problem.ToDiagnostic(pair.Compilation));

    private static void Report(SourceProductionContext context, DiagnosticInfo problem) => context.ReportDiagnostic(problem.ToDiagnostic());
}
