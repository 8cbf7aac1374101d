using Emo.Benchmarks.Compare;

namespace Emo.Benchmarks.ColdStart;

/// <summary>A program from its start to its first logits; sizes in bytes.</summary>
internal sealed record ColdStartResult(
    string Name, Measurement Milliseconds, long PeakBytes, long ExecutableBytes, long LibraryBytes, long WeightBytes);
