using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Specs;

/// <summary>
/// Collects what is wrong with a spec, each problem at its place and once, however many blocks share it. The first hundred are enough:
/// a file can hold more mistakes than an editor can show.
/// </summary>
internal sealed class Problems(SpecText text)
{
    private const int MostProblems = 100;

    private readonly List<DiagnosticInfo> _items = [];
    private readonly HashSet<DiagnosticInfo> _seen = [];

    public bool HasErrors { get; private set; }

    public EquatableArray<DiagnosticInfo> ToArray() => _items.ToEquatableArray();

    public void Add(DiagnosticDescriptor descriptor, JsonValue at, params string[] arguments) =>
        Add(descriptor, at.Start, at.Length, arguments);

    public void Add(DiagnosticDescriptor descriptor, int start, int length, params string[] arguments)
    {
        // Warnings alone never keep an error out.
        if (_items.Count >= MostProblems && HasErrors)
            return;
        var item = new DiagnosticInfo(descriptor.Id, text.Span(start, length), arguments.ToEquatableArray());
        if (!_seen.Add(item))
            return;
        _items.Add(item);
        HasErrors |= item.IsError();
    }
}
