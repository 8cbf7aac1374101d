namespace Emo.Codegen.Planning;

/// <summary>
/// A worker's scratch memory in an attention: queries [channel][query], the inverse sums of the softmax [query], zeros for a
/// product without bias, scores [key][query]; and where the tokens of a window do not lie together, copies of a head's queries, keys and
/// values [token]. The planner reserves it and the kernel carves it up by this record.
/// </summary>
internal sealed record AttentionScratch(int HeadWidth, int ValueHeadWidth, int Tokens, bool GathersTokens)
{
    /// <summary>Queries that are attended together at most: the scores of a block of them stay in the first-level cache.</summary>
    public const int MaxQueries = 64;

    /// <summary>The zeros: a panel's bias.</summary>
    public const int ZeroFloats = ChannelLayout.Panel;

    /// <summary>Queries attended together, padded to whole vectors.</summary>
    public int QueryBlock => Math.Min(MaxQueries, ChannelLayout.Pad(Tokens));

    public int QueryFloats => HeadWidth * QueryBlock;

    public int ScoreFloats => Tokens * QueryBlock;

    /// <summary>From a copied query or key to the next.</summary>
    public int KeyStride => ChannelLayout.Pad(HeadWidth);

    /// <summary>From a copied value to the next.</summary>
    public int ValueStride => ChannelLayout.Pad(ValueHeadWidth);

    public int GatheredKeyFloats => Tokens * KeyStride;

    public int GatheredValueFloats => Tokens * ValueStride;

    public long Bytes => ((long)QueryFloats + QueryBlock + ZeroFloats + ScoreFloats + GatheredFloats) * sizeof(float);

    private long GatheredFloats => GathersTokens ? (2L * GatheredKeyFloats) + GatheredValueFloats : 0;
}
