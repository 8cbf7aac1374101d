namespace Emo.Train.Data;

/// <summary>Inputs of a network and what is true of them.</summary>
/// <param name="Inputs">batch x 3 x height x width values. The array is used again: it is good until the next batch is asked for.</param>
/// <param name="Truths">One for each input.</param>
internal sealed record Batch<TTruth>(float[] Inputs, TTruth[] Truths);
