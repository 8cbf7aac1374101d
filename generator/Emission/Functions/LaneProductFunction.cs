namespace Emo.Codegen.Emission;

/// <summary>A vector times one lane of another, plus a sum: one instruction of ARM64, which needs no broadcast of the lane.</summary>
internal sealed record LaneProductFunction(int Lane) : Member
{
    public override string BaseName => $"AddProductOfLane{Lane}";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary($"w times lane {Lane} of the factors, plus the sum.");
        using (writer.Function("Floats", "Floats w", "Floats factors", "Floats sum"))
        {
            writer.Line("if (AdvSimd.Arm64.IsSupported)");
            writer.Line($"    return AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(sum, w, factors, {Lane});");
            writer.Line($"return MultiplyAddEstimate(w, Create(factors.GetElement({Lane})), sum);");
        }
    }
}
