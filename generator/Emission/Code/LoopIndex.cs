namespace Emo.Codegen.Emission;

/// <summary>The variable of a loop; or, where the loop has one trip and is left out, the number that it would be.</summary>
internal readonly record struct LoopIndex(string? Variable, int Value)
{
    public string Text => Variable ?? Code.Text(Value);

    /// <summary>A pointer moved by the index, and by a number of floats.</summary>
    public string At(string pointer, long floats = 0) =>
        Variable is null ? Code.At(pointer, Value + floats) : Code.At($"{pointer} + {Variable}", floats);
}
