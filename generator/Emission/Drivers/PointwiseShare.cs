using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>
/// What the two drivers of 1x1 convolutions have in common: a worker's panels and lines of work, and where a panel's weights lie.
/// </summary>
internal static class PointwiseShare
{
    /// <summary>The loop over a worker's share: panel n, and <c>count</c> lines (or tiles) of it from <paramref name="line"/> on.</summary>
    public static SourceWriter.Body Loop(MemberWriter writer, string line, string lines)
    {
        writer.Line($"var share = worker.Share((outputs + {ChannelLayout.Panel - 1}) / {ChannelLayout.Panel}, {lines});");
        writer.Line("int count;");
        var body = writer.Block("for (int unit = share.First; unit < share.End; unit += count)");
        writer.Line($"int n = unit / share.Lines, {line} = share.Line + unit % share.Lines;");
        writer.Line("count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);");
        return body;
    }

    public static void EmitPanel(MemberWriter writer)
    {
        writer.Line($"float* bias = weights + n * {ChannelLayout.Panel};");
        writer.Line($"float* panel = weights + outputs + n * {ChannelLayout.Panel} * inputs;");
        writer.Line($"int width = Math.Min({ChannelLayout.Panel}, outputs - n * {ChannelLayout.Panel});");
    }
}
