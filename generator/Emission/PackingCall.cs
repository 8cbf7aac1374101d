namespace Emo.Codegen.Emission;

/// <summary>A method of the runtime's WeightPacker and its arguments behind the offset.</summary>
internal sealed record PackingCall(string Method, IReadOnlyList<string> Arguments)
{
    /// <summary>Calls on the last argument.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    public void Emit(SourceWriter source, long offset)
    {
        string[] arguments = [Code.Text(offset / sizeof(float)), .. Arguments];
        if (Chain.Count == 0)
            source.List($"packer.{Method}(", arguments, ");");
        else
            source.Chain($"packer.{Method}({string.Join(", ", arguments)}", Chain, ");");
    }
}
