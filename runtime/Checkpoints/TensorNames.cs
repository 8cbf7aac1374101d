namespace Emo;

/// <summary>State-dict keys go into messages and file names: control characters in them are an attack or a defect.</summary>
internal static class TensorNames
{
    public static void Check(string file, string name)
    {
        foreach (char c in name)
        {
            if (char.IsControl(c))
                throw new CheckpointException($"'{file}' is not a valid checkpoint: a tensor's name has the control character U+{(int)c:X4}.");
        }
    }
}
