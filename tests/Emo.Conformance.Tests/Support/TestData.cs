namespace Emo.Conformance.Tests.Support;

/// <summary>Files beside the test assembly.</summary>
internal static class TestData
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    public static float[] Floats(this Checkpoint checkpoint, string name)
    {
        var tensor = checkpoint.Tensors[name];
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values);
        return values;
    }
}
