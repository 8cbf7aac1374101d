namespace Emo.Benchmarks.Compare;

/// <summary>What the project wants of a model: how much faster than ONNX Runtime, and how close to the core's peak.</summary>
/// <remarks>EMOv2's networks shall be as much faster as EMO's of the same size, 20M as emo-5m; their share has no target.</remarks>
internal sealed record Targets(double Ratio, double? Share512 = null, double? Share256 = null)
{
    private static readonly Dictionary<string, Targets> s_byModel = new()
    {
        ["emo-1m"] = new(1.75, 0.82, 0.70),
        ["emo-2m"] = new(1.65, 0.82, 0.70),
        ["emo-5m"] = new(1.45, 0.88, 0.75),
        ["emo-6m"] = new(1.45, 0.87, 0.75),
        ["emo2-1m"] = new(1.75),
        ["emo2-2m"] = new(1.65),
        ["emo2-5m"] = new(1.45),
        ["emo2-20m"] = new(1.45),
        ["fpn-emo2-1m"] = new(1.5),
        ["segformer-emo2-1m"] = new(1.5),
    };

    /// <summary>How much faster two threads on two cores are than one.</summary>
    public const double TwoThreads = 1.85;

    public static Targets Of(string model) => s_byModel[model];

    /// <summary>Null: none.</summary>
    public double? Share(int vectorBits) => vectorBits == 512 ? Share512 : Share256;
}
