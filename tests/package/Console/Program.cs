using Emo;
using Company;

Console.WriteLine($"emo-1m: {Emo1M.ParameterCount} parameters, {Emo1M.InputHeight}x{Emo1M.InputWidth}");
Console.WriteLine($"my-model: {MyModel.ClassCount} classes, {MyModel.InputHeight}x{MyModel.InputWidth}, {MyModel.ModelInfo.LabelOf(1)}");
Console.WriteLine($"nested: {Outer.Nested.ClassCount} classes, {Outer.Nested.InputHeight}x{Outer.Nested.InputWidth}");

[EmoModel("emo-1m")]
public sealed partial class Emo1M;

[EmoModel("my-model", InputHeight = 64)]
public sealed partial class MyModel;

namespace Company
{
    public partial class Outer
    {
        [EmoModel("my-model", ClassCount = 5)]
        internal sealed partial class Nested;
    }
}
