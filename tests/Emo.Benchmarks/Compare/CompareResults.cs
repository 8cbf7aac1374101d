namespace Emo.Benchmarks.Compare;

/// <summary>All that <c>compare</c> measures.</summary>
internal sealed record CompareResults(
    Machine Machine,
    double PeakGigaMultiplyAdds,
    IReadOnlyList<ModelResult> Models,
    IReadOnlyList<TwoThreadResult> TwoThreads,
    InputSizeResult InputSizes);

/// <summary>A model on one core. <see cref="OtherExport"/> is another ONNX file of the same network, when one was given.</summary>
internal sealed record ModelResult(
    string Name, long MultiplyAdds, Measurement Ours, Measurement Ort, Measurement? OtherExport, double Share)
{
    public double Ratio => Ort.Median / Ours.Median;

    public double GigaMultiplyAdds => Ours.Giga(MultiplyAdds);
}

/// <summary>
/// Two threads on two cores, and how long a cache line took from one to the other and back, in nanoseconds, before
/// and after ours.
/// </summary>
internal sealed record TwoThreadResult(
    string Name, Measurement OursAlone, Measurement Ours, Measurement Ort, double CoresApartBefore, double CoresApartAfter)
{
    public double Speedup => OursAlone.Median / Ours.Median;

    public double Ratio => Ort.Median / Ours.Median;
}

/// <summary>The first model at 448x448 against 224x224.</summary>
internal sealed record InputSizeResult(Measurement Ours224, Measurement Ours448, Measurement Ort448, double MultiplyAddRatio)
{
    public double CostRatio => Ours448.Median / Ours224.Median;
}
