using Emo.Codegen;
using Emo.Tool.Models;
using Emo.Train.Commands;
using Emo.Train.Tests.Training;
using Emo.Train.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emo.Train.Tests;

/// <summary>The C# that a training prints compiles as it is, in a project that has the package.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string> Statements => new()
    {
        { TrainingSpecs.SsdLite, new DetectorKind().Usage },
        { TrainingSpecs.Classifier, new ClassifierKind(new("classifier")).Usage },
        { TrainingSpecs.Aspp, new SegmenterKind(new("segmenter")).Usage },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public void The_lines_compile_as_they_are_pasted(string specText, string statement)
    {
        using var folder = new TrainingFolder();
        var spec = folder.Spec(specText);
        var lines = Usage.Lines(spec.Name, "small.safetensors", statement, new TrainingProgress(), "mean AP").SkipWhile(line => line != "");
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        string[] texts = [string.Join('\n', lines), "global using System;"];
        var compilation = CSharpCompilation.Create(
            "Pasted",
            texts.Select(text => CSharpSyntaxTree.ParseText(text, parsing)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create(
                [new EmoModelGenerator().AsSourceGenerator()],
                spec.Files.Select(file => new SpecOptionsProvider.Text(file)),
                parsing,
                new SpecOptionsProvider())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var problems);
        Assert.DoesNotContain(problems.Concat(generated.GetDiagnostics()), problem => problem.Severity == DiagnosticSeverity.Error);
    }
}
