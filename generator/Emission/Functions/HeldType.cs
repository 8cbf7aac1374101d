namespace Emo.Codegen.Emission;

/// <summary>
/// The constants of a function that stay in registers while it is called for the sums of a tile: loading a dozen for every vector would
/// take longer than computing with them. They are few, since the sums are in registers too, and the compiler keeps a struct of at
/// most four fields there.
/// </summary>
internal sealed record HeldType : Member
{
    public override string BaseName => "Held";

    public override bool IsShared => true;

    /// <summary>The field of the constant that is held in this place.</summary>
    public static char Field(int place) => (char)('A' + place);

    public override void Emit(MemberWriter writer)
    {
        string fields = string.Join(", ", Enumerable.Range(0, writer.Target.Tiles.HeldConstants).Select(Field));
        writer.Summary("Constants of a function that stay in registers while it is called for one sum after the other.");
        using (writer.Block($"{writer.Access} struct {writer.Name}"))
        {
            writer.Line("// Nobody assigns them where all activations are of a few operations.");
            writer.Line("#pragma warning disable CS0649");
            writer.Line($"public Floats {fields};");
            writer.Line("#pragma warning restore CS0649");
        }
    }
}
