namespace Emo.Checkpoints;

/// <summary>
/// How much memory the objects of a pickle may take. A byte of a pickle can make an object of a hundred, so the pickle's size
/// alone bounds nothing. A state dict needs about ten bytes for each of its pickle's: there is room for one of 100,000 tensors.
/// </summary>
internal sealed class PickleBudget(PickleBytes pickle)
{
    private const long Fixed = 44 << 20;
    private const long PerByte = 8;

    private readonly long _limit = Fixed + (PerByte * pickle.Length);
    private long _used;

    /// <summary>Counts the bytes of an object that is about to be made.</summary>
    public void Charge(long bytes)
    {
        _used += bytes;
        if (_used > _limit)
        {
            throw pickle.Error(
                $"its objects need more than {_limit >> 20} MiB, which a state dict in a pickle of {pickle.Length} bytes does not");
        }
    }
}
