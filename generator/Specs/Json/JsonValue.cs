namespace Emo.Codegen.Specs.Json;

/// <summary>A JSON value with its place in the text: <see cref="Start"/> and <see cref="Length"/> in characters.</summary>
internal abstract record JsonValue(int Start, int Length)
{
    /// <summary>What the value is, for messages.</summary>
    public abstract string Kind { get; }
}

internal sealed record JsonObject(int Start, int Length, EquatableArray<JsonMember> Members) : JsonValue(Start, Length)
{
    public override string Kind => "an object";
}

/// <summary>A member of an object; <see cref="NameStart"/> and <see cref="NameLength"/> cover the quoted name.</summary>
internal sealed record JsonMember(string Name, int NameStart, int NameLength, JsonValue Value);

internal sealed record JsonArray(int Start, int Length, EquatableArray<JsonValue> Items) : JsonValue(Start, Length)
{
    public override string Kind => "an array";
}

internal sealed record JsonString(int Start, int Length, string Value) : JsonValue(Start, Length)
{
    public override string Kind => "a string";
}

/// <summary>A number as double; infinite when it is beyond double's range.</summary>
internal sealed record JsonNumber(int Start, int Length, double Value) : JsonValue(Start, Length)
{
    public override string Kind => "a number";
}

internal sealed record JsonBoolean(int Start, int Length, bool Value) : JsonValue(Start, Length)
{
    public override string Kind => "true or false";
}

internal sealed record JsonNull(int Start, int Length) : JsonValue(Start, Length)
{
    public override string Kind => "null";
}
