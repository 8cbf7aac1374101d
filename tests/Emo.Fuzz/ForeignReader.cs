namespace Emo.Fuzz;

/// <summary>A reader of bytes that nobody vouches for, and how to make bytes that try it.</summary>
internal abstract class ForeignReader
{
    private byte[][]? _seeds;

    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>Valid files, the same in every process. Mutations begin with them.</summary>
    public byte[][] Seeds => _seeds ??= [.. MakeSeeds()];

    /// <summary>A case: a function of the random numbers alone.</summary>
    public abstract byte[] Make(Random random);

    /// <summary>
    /// Reads everything in the bytes. Throws what the library throws, and a <see cref="WrongResultException"/> where two ways to read
    /// the same bytes contradict each other.
    /// </summary>
    public abstract void Read(byte[] file);

    protected abstract IEnumerable<byte[]> MakeSeeds();

    protected byte[] Seed(Random random) => Seeds[random.Next(Seeds.Length)];
}
