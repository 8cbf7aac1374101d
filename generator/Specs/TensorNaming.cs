namespace Emo.Codegen.Specs;

/// <summary>
/// The families of tensor names in checkpoints. The blocks do not say which: EMOv2's code also builds what looks like EMO, under names of
/// its own.
/// </summary>
internal enum TensorNaming
{
    /// <summary>EMO's official code, <c>model/emo.py</c>.</summary>
    Emo,

    /// <summary>EMOv2's official code, <c>model/lib_emo/emo2.py</c>.</summary>
    Emo2,

    /// <summary>torchvision's <c>models/mobilenetv2.py</c>.</summary>
    TorchvisionMobileNetV2,
}

/// <summary>What the families are called in specs.</summary>
internal static class TensorNamings
{
    public static NameTable<TensorNaming> InSpecs { get; } = NameTable.OfEnum<TensorNaming>(naming => naming.SpecName());

    public static string SpecName(this TensorNaming naming) => naming switch
    {
        TensorNaming.Emo => "emo",
        TensorNaming.Emo2 => "emo2",
        TensorNaming.TorchvisionMobileNetV2 => "torchvision-mobilenetv2",
    };

    /// <summary>What the family of a network has no name for, in a sentence, or null.</summary>
    public static string? Objection(ModelSpec spec) => spec.TensorNames switch
    {
        TensorNaming.Emo or TensorNaming.Emo2 => null,
        TensorNaming.TorchvisionMobileNetV2 => MobileNetV2Limits.Objection(spec),
    };
}
