namespace Emo.Codegen.Emission;

/// <summary>The interface of <see cref="OutputType"/>s.</summary>
internal sealed record OutputInterface : Member
{
    public override string BaseName => "IOutput";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary(
            "What becomes of a sum. Tiles have it as a type argument: they are written once, and the compiler makes code for each output.");
        using (writer.Block($"{writer.Access} interface {writer.Name}"))
        {
            writer.Summary("Stores what becomes of the sum; skip is how far behind the target that lies which is added, in floats.");
            writer.Line(
                $"static abstract void Store(Floats sum, float* target, nint skip, {string.Join(", ", writer.Constants.Parameters)});");
            if (!writer.Constants.HoldsAny)
                return;
            writer.Line();
            writer.Summary("The constants that stay in registers from the first sum of a tile to the last.");
            writer.Line($"static abstract {writer.Use(new HeldType())} Hold(float* constants);");
        }
    }
}
