using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// What becomes of the sums of a tile: their activation, and what is added before or after it. A type argument of
/// the tile's method.
/// </summary>
internal sealed record OutputType(ActivationKind Activation, Addend Addend = Addend.None) : Member
{
    public static readonly OutputType Plain = new(ActivationKind.None);

    /// <summary>Without an activation it is the same whether something is added before or behind it, and one output.</summary>
    public Addend Addend { get; } =
        Activation == ActivationKind.None && Addend == Emission.Addend.PartOfSum ? Emission.Addend.Skip : Addend;

    public override string BaseName => $"{Name}Output";

    public override bool IsShared => true;

    /// <summary>The value of the network's enumeration of outputs.</summary>
    public OutputExpression Value => $"{OutputExpression.TypeName}.{Name}";

    public string Name => (Activation, Addend) switch
    {
        (ActivationKind.None, Addend.None) => "Plain",
        (ActivationKind.None, _) => "Add",
        (_, Addend.None) => $"{Activation}",
        (_, Addend.Skip) => $"{Activation}Add",
        (_, Addend.PartOfSum) => $"Add{Activation}",
    };

    public string Formula => (Activation, Addend) switch
    {
        (ActivationKind.None, Addend.None) => "The sum.",
        (ActivationKind.None, _) => "The sum plus the skip.",
        (_, Addend.None) => $"{Activation.DisplayName()} of the sum.",
        (_, Addend.Skip) => $"{Activation.DisplayName()} of the sum, plus the skip.",
        (_, Addend.PartOfSum) => $"{Activation.DisplayName()} of the sum plus the skip.",
    };

    private VectorFunction? Function => ActivationFunction.Of(Activation);

    /// <summary>The output of a layer that may have a skip.</summary>
    public static OutputType Of(ActivationKind activation, bool addSkip) => new(activation, addSkip ? Addend.Skip : Addend.None);

    public override void Emit(MemberWriter writer)
    {
        string constants = string.Join(", ", writer.Constants.Parameters);
        writer.Summary(Formula);
        using (writer.Block($"{writer.Access} readonly struct {writer.Name} : {writer.Use(new OutputInterface())}"))
        {
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.ExpressionBody(
                $"public static void Store(Floats sum, float* target, nint skip, {constants})", $"{Stored(writer)}.Store(target)");
            if (!writer.Constants.HoldsAny)
                return;
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.ExpressionBody(
                $"public static {writer.Use(new HeldType())} Hold(float* constants)", writer.Constants.HeldFor(Function));
        }
    }

    private string Stored(MemberWriter writer) => Addend switch
    {
        Addend.None => Activate(writer, "sum"),
        Addend.Skip => $"(Load(target + skip) + {Activate(writer, "sum")})",
        Addend.PartOfSum => Activate(writer, "Load(target + skip) + sum"),
    };

    private string Activate(MemberWriter writer, string value) => Function is { } function ? writer.Apply(function, value) : value;
}

/// <summary>What a map holds already, and what it is to the sum.</summary>
internal enum Addend
{
    /// <summary>Nothing is added.</summary>
    None,

    /// <summary>A skip connection: added behind the activation.</summary>
    Skip,

    /// <summary>A part of the sum that is activated.</summary>
    PartOfSum,
}
