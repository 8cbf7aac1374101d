using System.Numerics;
using System.Runtime.CompilerServices;

namespace Emo.CompilerServices;

/// <summary>Numbers of processors, as the C library's cpu_set_t: a bit for each of 1024.</summary>
[InlineArray(Capacity / 64)]
internal struct ProcessorSet
{
    public const int Capacity = 1024;

    private ulong _words;

    public readonly int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in this)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public readonly bool Contains(int processor) =>
        processor is >= 0 and < Capacity && ((this[processor / 64] >> (processor % 64)) & 1) != 0;

    public void Add(int processor) => this[processor / 64] |= 1UL << (processor % 64);
}
