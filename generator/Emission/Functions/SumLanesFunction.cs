namespace Emo.Codegen.Emission;

/// <summary>The sum of 16 lanes by one tree (8 apart, 4 apart, then the last four), whatever the vectors.</summary>
internal sealed record SumLanesFunction : Member
{
    public const int Lanes = Planning.ChannelLayout.Lanes;

    public override string BaseName => "SumLanes";

    public override bool IsShared => true;

    public override void Emit(MemberWriter writer)
    {
        writer.Summary("Sum of 16 lanes: lanes 8 apart, then 4 apart, then the remaining four.");
        using (writer.Function("float", [.. Enumerable.Range(0, Lanes / writer.Lanes).Select(p => $"Floats x{p}")]))
        {
            switch (writer.Lanes)
            {
                case 16:
                    writer.Line("Vector256<float> half = x0.GetLower() + x0.GetUpper();");
                    writer.Line("Vector128<float> quarter = half.GetLower() + half.GetUpper();");
                    break;
                case 8:
                    writer.Line("Vector256<float> half = x0 + x1;");
                    writer.Line("Vector128<float> quarter = half.GetLower() + half.GetUpper();");
                    break;
                default:
                    writer.Line("Vector128<float> quarter = (x0 + x2) + (x1 + x3);");
                    break;
            }

            writer.Line("return (quarter[0] + quarter[2]) + (quarter[1] + quarter[3]);");
        }
    }
}
