namespace Emo.Checkpoints;

/// <summary>
/// How much memory the objects of a file's pickles may take. A byte of a pickle can make an object of a hundred, so the pickle's size
/// alone bounds nothing. A state dict needs about ten bytes for each of its pickle's: there is room for one of 100,000 tensors.
/// </summary>
internal sealed class PickleBudget(CheckpointFile file, long pickleLength)
{
    private const long Fixed = 44 << 20;
    private const long PerByte = 8;

    private readonly long _limit = Fixed + (PerByte * pickleLength);
    private long _used;

    /// <summary>Counts bytes that are about to be used, or the work on as many.</summary>
    public void Charge(long bytes)
    {
        _used += bytes;
        if (_used > _limit)
        {
            throw file.Error(
                $"the objects of its pickle need more than {_limit >> 20} MiB, which a state dict in {pickleLength} bytes does not");
        }
    }
}
