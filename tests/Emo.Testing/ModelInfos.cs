using System.Collections.Immutable;

namespace Emo.Testing;

/// <summary>Descriptions of models that do not exist.</summary>
public static class ModelInfos
{
    /// <summary>Resizes to a size, crops another and leaves values in [0, 1]; bilinear, unless a test says otherwise.</summary>
    public static Preprocessing Preprocessing(int inputHeight, int inputWidth, int resizeHeight, int resizeWidth) => new()
    {
        InputHeight = inputHeight,
        InputWidth = inputWidth,
        ResizeHeight = resizeHeight,
        ResizeWidth = resizeWidth,
        Interpolation = Interpolation.Bilinear,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
    };

    /// <summary>The same for an input that is as large as what is resized to.</summary>
    public static Preprocessing Preprocessing(int height, int width) => Preprocessing(height, width, height, width);

    /// <summary>As the classifiers of ImageNet are trained: bicubic, normalised.</summary>
    public static Preprocessing ImageNet(int inputHeight, int inputWidth, int resizeHeight, int resizeWidth) =>
        Preprocessing(inputHeight, inputWidth, resizeHeight, resizeWidth) with
        {
            Interpolation = Interpolation.Bicubic,
            Mean = [0.485f, 0.456f, 0.406f],
            Std = [0.229f, 0.224f, 0.225f],
        };

    /// <summary>A model with 64 bytes of arena.</summary>
    public static ModelInfo Of(
        string name,
        Preprocessing preprocessing,
        long weightBytes = 0,
        UInt128 packingId = default,
        ImmutableArray<string> labels = default) =>
        new()
        {
            Name = name,
            Preprocessing = preprocessing,
            ParameterCount = 0,
            MultiplyAdds = 0,
            WeightBytes = weightBytes,
            ArenaBytes = 64,
            ScratchBytes = 0,
            Labels = labels,
            PackingId = packingId,
        };
}
