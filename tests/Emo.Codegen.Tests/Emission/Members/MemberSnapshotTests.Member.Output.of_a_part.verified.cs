/// <summary>ReLU of the sum plus the skip.</summary>
private readonly struct AddReluOutput : IOutput
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats sum, float* target, nint skip, float* constants) =>
        Relu(Load(target + skip) + sum, constants).Store(target);
}
