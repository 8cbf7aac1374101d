namespace Emo.Train.Data;

/// <summary>Makes a network's input of a picture, and the truth in its coordinates. Called by several threads at once.</summary>
/// <typeparam name="TFile">The truth of a picture's file.</typeparam>
/// <typeparam name="TTruth">The truth of an input.</typeparam>
internal interface ISampler<TFile, TTruth>
{
    /// <param name="picture">A picture of the data set.</param>
    /// <param name="random">Everything random comes from it: the same state gives the same sample. Null: no augmentation.</param>
    /// <param name="input">3 x height x width values, normalised, as the generated class's <c>Predict</c> takes them.</param>
    TTruth Sample(LabelledPicture<TFile> picture, Random? random, Span<float> input);
}
