namespace Emo.Codegen.Planning;

/// <summary>Memory that a step reads or writes.</summary>
internal abstract record Operand
{
    /// <summary>The buffer of the arena, or null for the caller's memory.</summary>
    public abstract int? ArenaBuffer { get; }

    public static implicit operator Operand(MapView view) => new Map(view);

    public static implicit operator Operand(int buffer) => new Buffer(buffer);

    /// <summary>A map in the arena.</summary>
    internal sealed record Map(MapView View) : Operand
    {
        public override int? ArenaBuffer => View.Buffer;
    }

    /// <summary>A buffer of the arena that holds no map: a vector, or scratch memory.</summary>
    internal sealed record Buffer(int Id) : Operand
    {
        public override int? ArenaBuffer => Id;
    }

    /// <summary>The caller's input.</summary>
    internal sealed record Input : Operand
    {
        public override int? ArenaBuffer => null;
    }

    /// <summary>The caller's output.</summary>
    internal sealed record Output : Operand
    {
        public override int? ArenaBuffer => null;
    }
}
