using Emo;

Console.WriteLine($"emo-1m: {Emo1M.ParameterCount} parameters, {Emo1M.InputHeight}x{Emo1M.InputWidth}");
Console.WriteLine($"my-model: {MyModel.ClassCount} classes, {MyModel.InputHeight}x{MyModel.InputWidth}, {MyModel.ModelInfo.LabelOf(1)}");

[EmoModel("emo-1m")]
public sealed partial class Emo1M;

[EmoModel("my-model", InputHeight = 64)]
public sealed partial class MyModel;
