using System.Collections.Immutable;

namespace Emo.CompilerServices;

/// <summary>A network that was trained for another number of classes: all else is there and fits.</summary>
internal static class ClassCountReason
{
    private const int BoxSides = 4;

    /// <summary>Where it is the only reason why tensors are of other shapes.</summary>
    public static string? Of(StateDictComparison comparison)
    {
        if (comparison.Missing.Count + comparison.Unreadable.Count > 0 || comparison.Misfits.Count == 0 ||
            !comparison.Misfits.All(misfit => IsOfClasses(misfit.Name) && DiffersInRows(misfit.Declared, misfit.Tensor)))
        {
            return null;
        }

        long? inFile = Count(name => comparison.Found.TryGetValue(name, out var tensor) ? tensor.Shape : null);
        long? compiled = Count(name => comparison.Declaration.Tensors.TryGetValue(name, out var tensor) ? tensor.Shape : null);
        return inFile is null || compiled is null || inFile == compiled
            ? null
            : $"The checkpoint has {inFile} classes, the model was compiled for {compiled}: set ClassCount = {inFile} on [EmoModel].";
    }

    private static bool DiffersInRows(DeclaredTensor declared, CheckpointTensor tensor) =>
        tensor.IsFloatingPoint && tensor.Shape.Length == declared.Shape.Length &&
        tensor.Shape.AsSpan(1..).SequenceEqual(declared.Shape.AsSpan(1..));

    private static bool IsOfClasses(string name) =>
        name is "head.weight" or "head.bias" or "decode_head.conv_seg.weight" or "decode_head.conv_seg.bias"
            or "bbox_head.retina_cls.weight" or "bbox_head.retina_cls.bias" ||
        (name.StartsWith("bbox_head.cls_convs.", StringComparison.Ordinal) &&
            (name.EndsWith(".1.weight", StringComparison.Ordinal) || name.EndsWith(".1.bias", StringComparison.Ordinal)));

    private static long? Count(Func<string, ImmutableArray<long>?> shapeOf)
    {
        if ((Rows("head.weight") ?? Rows("decode_head.conv_seg.weight")) is { } classes)
            return classes;
        if (Rows("bbox_head.retina_cls.weight") is { } retina)
            return retina / Anchors("bbox_head.retina_reg.weight");

        // Each anchor of an SSD has a score for the background.
        return (Rows("bbox_head.cls_convs.0.1.weight") / Anchors("bbox_head.reg_convs.0.1.weight")) - 1;

        long? Rows(string name) => shapeOf(name) is { Length: > 0 } shape ? shape[0] : null;
        long? Anchors(string name) => Rows(name) / BoxSides is > 0 and var anchors ? anchors : null;
    }
}
