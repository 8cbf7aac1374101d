using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>What becomes of the sums of a tile: their activation, and what is added before or after it. A type argument of the tile's method.</summary>
internal sealed record OutputType(Activation Activation, Addend Addend = Addend.None) : Kernel
{
    public override string BaseName => $"{Name}Output";

    public string Name => (Activation, Addend) switch
    {
        (Activation.None, Addend.None) => "Plain",
        (Activation.None, _) => "Add",
        (_, Addend.None) => $"{Activation}",
        (_, Addend.Skip) => $"{Activation}Add",
        _ => $"Add{Activation}",
    };

    private string Formula => (Activation, Addend) switch
    {
        (Activation.None, Addend.None) => "The sum",
        (Activation.None, _) => "The sum plus the skip",
        (_, Addend.None) => $"{Activation} of the sum",
        (_, Addend.Skip) => $"{Activation} of the sum, plus the skip",
        _ => $"{Activation} of the sum plus the skip",
    };

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Formula}.");
        using (writer.Block($"private readonly struct {writer.Use(this)} : {writer.Use(new OutputInterface())}"))
        {
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.Line($"public static void Store(Floats sum, float* target, nint skip, {writer.Constants.Parameters}) => {Value(writer)}.Store(target);");
            if (!writer.Constants.HoldsAny)
                return;
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.Line($"public static {writer.Use(new HeldType())} Hold(float* constants) => {writer.Constants.HeldFor(Function)};");
        }
    }

    private string Value(KernelWriter writer) => (Activation, Addend) switch
    {
        (_, Addend.None) => Activate(writer, "sum"),
        (not Activation.None, Addend.PartOfSum) => Activate(writer, "Load(target + skip) + sum"),
        _ => $"(Load(target + skip) + {Activate(writer, "sum")})",
    };

    private VectorFunction? Function => Activation == Activation.None ? null : ActivationFunction.Of(Activation);

    private string Activate(KernelWriter writer, string value) => Function is { } function ? writer.Call(function, value) : value;
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
