using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Emo.Benchmarks.Micro;

/// <summary>What a model adds to a clean build of a project, all of MSBuild's and the compiler's time included.</summary>
[Config(typeof(FewBuilds))]
public class CleanBuildBenchmarks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emo-benchmarks-").FullName;

    [Params("", "emo-6m")]
    public string Model { get; set; } = "";

    /// <summary>A server keeps the compiler and the generator compiled; without one, each build starts cold.</summary>
    [ParamsAllValues]
    public bool CompilerServer { get; set; }

    [GlobalSetup]
    public void Write()
    {
        File.WriteAllText(Path.Combine(_folder, "Project.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "Emo.Runtime.dll")}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "System.Numerics.Tensors.dll")}" />
                <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "Emo.Codegen.dll")}" />
              </ItemGroup>
            </Project>
            """);
        string attribute = Model.Length == 0 ? "" : $"[Emo.EmoModel(\"{Model}\")] ";
        File.WriteAllText(Path.Combine(_folder, "Model.cs"), attribute + "public sealed partial class Model;");
        Dotnet("restore");
    }

    [Benchmark]
    public void Build() => Dotnet("build", "--no-restore", "--no-incremental", $"-p:UseSharedCompilation={CompilerServer}");

    [GlobalCleanup]
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-v", "q", "--nologo"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {arguments[0]} failed: {output}");
    }

    /// <summary>Builds take seconds each: one to warm up, five to measure.</summary>
    private sealed class FewBuilds : ManualConfig
    {
        public FewBuilds() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1)
            .WithIterationCount(5));
    }
}
