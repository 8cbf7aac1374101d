using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// Copies the channels of a map into the cells of another, from a channel on. Channels need not fill vectors, so nothing behind
/// the last one is copied.
/// </summary>
internal sealed record CopyChannelsDriver(MapLayout Source, MapLayout Target, int FirstChannel) : Driver<MapArguments>
{
    public override string BaseName => $"Copy{Source.Channels}{(FirstChannel == 0 ? "" : $"From{Code.Text(FirstChannel)}")}";

    public override void Emit(MemberWriter writer)
    {
        string to = FirstChannel == 0 ? "" : $", from the channel {Code.Text(FirstChannel)} on";
        string summary = $"{Source.Channels} channels of {Target.Height}x{Target.Width} cells into cells of {Target.CellStride}{to}.";
        using (writer.Method(this, summary))
        {
            writer.Line($"int end = worker.End({Target.Height});");
            using var rows = writer.Block($"for (int row = worker.First({Target.Height}); row < end; row++)");
            writer.Line($"float* source = {Code.At($"x + row * {Code.Text(Source.RowStride)}", Source.FirstCell)};");
            writer.Line($"float* target = {Code.At($"y + row * {Code.Text(Target.RowStride)}", Target.FirstCell + FirstChannel)};");
            string step = $"source += {Code.Text(Source.CellStride)}, target += {Code.Text(Target.CellStride)}";
            using (writer.Times("column", Target.Width, step))
                writer.Line($"new ReadOnlySpan<float>(source, {Source.Channels}).CopyTo(new Span<float>(target, {Source.Channels}));");
        }
    }
}
