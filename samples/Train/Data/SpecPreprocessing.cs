using Emo.Codegen.Specs;

namespace Emo.Train.Data;

/// <summary>The preprocessing of a spec, as the class that is generated for it has it; tests compare the two.</summary>
internal static class SpecPreprocessing
{
    public static Preprocessing Of(ModelSpec spec)
    {
        var (kind, fitHeight, fitWidth) = spec.Preprocessing.Framing;
        bool isCrop = kind == FramingKind.Crop;
        return new Preprocessing
        {
            InputHeight = spec.Input.Height,
            InputWidth = spec.Input.Width,
            ResizeHeight = isCrop ? ResizeSide(spec, spec.Input.Height) : fitHeight,
            ResizeWidth = isCrop ? ResizeSide(spec, spec.Input.Width) : fitWidth,
            Framing = Enum.Parse<Framing>(kind.ToString()),
            Interpolation = Enum.Parse<Interpolation>(spec.Preprocessing.Interpolation.ToString()),
            Normalization = Enum.Parse<Normalization>(spec.Preprocessing.Normalization.ToString()),
            Mean = [.. spec.Preprocessing.Mean.Select(value => (float)value)],
            Std = [.. spec.Preprocessing.Std.Select(value => (float)value)],
        };
    }

    /// <summary>The spec has the short side; the long side of an input that is not square keeps the ratio, rounded down.</summary>
    private static int ResizeSide(ModelSpec spec, int side)
    {
        int shortSide = Math.Min(spec.Input.Height, spec.Input.Width);
        return side == shortSide ? spec.Preprocessing.Resize : (int)((long)spec.Preprocessing.Resize * side / shortSide);
    }
}
