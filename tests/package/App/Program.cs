using Company.Vision;
using Emo;

Console.WriteLine(
    $"tiny of the library: {Networks.TinyClassifier.ClassCount} classes, {Networks.TinyClassifier.ParameterCount} parameters");
Console.WriteLine($"tiny of the application: {TinyBackbone.Outputs.Count} maps, {TinyBackbone.ParameterCount} parameters");

// Reaches the kernels, so that they are compiled, and shows that errors survive trimming.
try
{
    using var model = TinyBackbone.Load("no-such-file.pth");
    model.Predict(new float[3 * 32 * 32], new float[TinyBackbone.OutputLength]);
}
catch (FileNotFoundException exception)
{
    Console.WriteLine(Path.GetFileName(exception.FileName));
}

[EmoModel("tiny")]
internal sealed partial class TinyBackbone;
