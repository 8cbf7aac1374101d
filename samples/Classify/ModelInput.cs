namespace Emo.Samples.Classify;

/// <summary>A picture as the network's input: resized, cropped, normalised, planar.</summary>
internal static class ModelInput
{
    public static float[] Of(IClassifier model, Picture picture)
    {
        float[] input = new float[model.Info.Preprocessing.InputLength];
        model.Info.Preprocessing.Apply(picture, input);
        return input;
    }
}
