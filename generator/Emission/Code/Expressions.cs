using System.Globalization;

namespace Emo.Codegen.Emission;

/// <summary>A C# expression of a known type, in generated code.</summary>
internal interface IExpression
{
    string Type { get; }

    string Text { get; }
}

/// <summary>A pointer to floats.</summary>
internal readonly record struct FloatPointer(string Text) : IExpression
{
    public string Type => "float*";

    public static implicit operator FloatPointer(string text) => new(text);
}

/// <summary>A number of things, or an index.</summary>
internal readonly record struct Int(string Text) : IExpression
{
    public string Type => "int";

    public static implicit operator Int(string text) => new(text);

    public static implicit operator Int(int value) => new(value.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A distance in memory, in floats.</summary>
internal readonly record struct NativeInt(string Text) : IExpression
{
    public string Type => "nint";

    public static implicit operator NativeInt(string text) => new(text);

    public static implicit operator NativeInt(int value) => new(value.ToString(CultureInfo.InvariantCulture));
}

internal readonly record struct Bool(string Text) : IExpression
{
    public string Type => "bool";

    public static implicit operator Bool(string text) => new(text);

    public static implicit operator Bool(bool value) => new(value ? "true" : "false");
}

/// <summary>A worker, who takes a share of the work, or <c>alone</c>, who does all of it.</summary>
internal readonly record struct WorkerExpression(string Text) : IExpression
{
    public string Type => "Worker";

    public static implicit operator WorkerExpression(string text) => new(text);
}

/// <summary>What becomes of the sums of a matrix product.</summary>
internal readonly record struct OutputExpression(string Text) : IExpression
{
    public const string TypeName = "Output";

    public string Type => TypeName;

    public static implicit operator OutputExpression(string text) => new(text);
}
