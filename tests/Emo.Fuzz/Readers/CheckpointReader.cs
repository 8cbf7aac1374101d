using Emo.CompilerServices;

namespace Emo.Fuzz.Readers;

/// <summary>What all formats of checkpoints have in common: all tensors are copied, and then a model is loaded from them.</summary>
internal abstract class CheckpointReader : ForeignReader
{
    private const string FileName = "fuzz";

    // Many names may stand for one storage, which is no fault of the reader.
    private const long MostCopied = 1 << 24;

    private static readonly float[] s_values = new float[1 << 22];

    private static readonly ModelInfo s_model = ModelInfos.Of(
        "cats", ModelInfos.Preprocessing(4, 6), weightBytes: 64, packingId: 1);

    /// <summary>What the model below wants.</summary>
    protected static TestTensor[] ModelTensors { get; } =
    [
        TestTensor.Float32("stem.weight", [2, 3, 1, 1], 1, 2, 3, 4, 5, 6),
        TestTensor.Float32("stem.bias", [2], 1, 2),
        TestTensor.Float32("norm.weight", [2], 1, 1) with { IsParameter = true },
        TestTensor.Float32("norm.bias", [2], 0, 0),
        TestTensor.Float32("norm.running_mean", [2], 0, 1),
        TestTensor.Of("norm.running_var", "DoubleStorage", [2], 1d, 2d),
        TestTensor.Of("norm.num_batches_tracked", "LongStorage", [], 42L),
        TestTensor.Of("head.weight", "HalfStorage", [3, 2], (Half)1, (Half)2, (Half)3, (Half)4, (Half)5, (Half)6) with { Strides = [1, 3] },
        TestTensor.Float32("head.bias", [3], 1, 2, 3),
    ];

    public override void Read(byte[] file) => Read(file, options: null);

    protected static void Read(byte[] file, CheckpointOptions? options)
    {
        try
        {
            using var checkpoint = Checkpoint.Open(file, FileName, options);
            CopyAll(checkpoint, file.Length);
            Load(checkpoint);
        }
        catch (CheckpointException e) when (!e.Message.Contains(FileName, StringComparison.Ordinal))
        {
            throw new WrongResultException($"the message does not name the file: {e.Message}");
        }
    }

    /// <summary>A file that is read well need not fit the model.</summary>
    private static void Load(Checkpoint checkpoint)
    {
        try
        {
            ModelLoader.Load(new ModelDefinition(s_model, Declare, Pack), checkpoint).Dispose();
        }
        catch (CheckpointException e) when (e.Message.Contains(FileName, StringComparison.Ordinal))
        {
        }
    }

    private static void CopyAll(Checkpoint checkpoint, int fileLength)
    {
        long copied = 0;
        foreach (var (name, tensor) in checkpoint.Tensors)
        {
            if (tensor.Length > fileLength)
                throw new WrongResultException("a tensor has more elements than the file has bytes");
            if (name.Any(char.IsControl))
                throw new WrongResultException("a name holds control characters");
            copied += tensor.Length;
            if (tensor.IsFloatingPoint && copied < MostCopied)
                tensor.CopyTo(s_values.AsSpan(0, (int)tensor.Length));
        }

        foreach (var (key, value) in checkpoint.Metadata)
            _ = key.Length + value.Length;
    }

    private static void Declare(StateDictDeclaration expected)
    {
        expected.Convolution("stem", 2, 3, 1, bias: true);
        expected.BatchNorm("norm", 2);
        expected.Linear("head", 3, 2);
    }

    private static void Pack(WeightPacker packer)
    {
        packer.BatchNorm("norm", 2, 1e-5);
        packer.Linear("head", 3, 2, bias: true);
    }
}
