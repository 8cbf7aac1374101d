namespace Emo;

/// <summary>
/// Marks a partial class that the Emo.Codegen source generator completes with the compiled network of a spec.
/// </summary>
/// <example>
/// <code>[EmoModel("emo-2m")] public sealed partial class Emo2M;</code>
/// </example>
/// <param name="spec">
/// The name of a spec: one that ships with the package, or the name or file name of an <c>EmoSpec</c> item of the project. Shipped are
/// <c>emo2-1m</c>, <c>emo2-2m</c>, <c>emo2-5m</c>, <c>emo2-20m</c>, the same with <c>-256</c> and, but for 20M, <c>-512</c>;
/// <c>ssdlite-emo2-2m</c>, <c>ssdlite512-emo2-2m</c>, <c>retinanet-emo2-2m</c>, <c>deeplabv3-emo2-2m</c>, <c>pspnet-emo2-2m</c>,
/// <c>fpn-emo2-2m</c>, <c>segformer-emo2-2m</c> and the same with <c>1m</c>, <c>5m</c> and <c>20m</c>; <c>emo-1m</c>, <c>emo-2m</c>,
/// <c>emo-5m</c>, <c>emo-6m</c>; <c>ssdlite-emo-2m</c>, <c>retinanet-emo-2m</c>, <c>deeplabv3-emo-2m</c>, <c>pspnet-emo-2m</c> and the
/// same with <c>1m</c> and <c>5m</c>; <c>mobilenetv2-1.0</c>, <c>emo-cifar10</c>, <c>ssdlite-cells</c>, <c>deeplabv3-nuclei</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class EmoModelAttribute(string spec) : Attribute
{
    /// <summary>The name or file name of the spec.</summary>
    public string Spec { get; } = spec;

    /// <summary>Overrides the spec's input height in pixels, 32 to 2048.</summary>
    public int InputHeight { get; set; }

    /// <summary>Overrides the spec's input width in pixels, 32 to 2048.</summary>
    public int InputWidth { get; set; }

    /// <summary>Overrides the number of classes: of a classifier 1 to 100,000, of a detector 1 to 4096, of a segmenter 1 to 256.</summary>
    public int ClassCount { get; set; }

    /// <summary>
    /// The name or file name of an <c>EmoLabels</c> item of the project, a class name a line: it replaces the labels of the spec, and says
    /// how many classes there are.
    /// </summary>
    public string? Labels { get; set; }
}
