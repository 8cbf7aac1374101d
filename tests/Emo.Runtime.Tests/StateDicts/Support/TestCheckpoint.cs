using System.Runtime.InteropServices;
using Emo.Checkpoints;
using Emo.CompilerServices;

namespace Emo.Tests.StateDicts;

/// <summary>
/// A checkpoint with any dicts of tensors, without a file behind it. All values of a tensor are its mark, so that a test sees which one
/// was taken.
/// </summary>
internal sealed class TestCheckpoint
{
    private readonly byte[] _bytes = new byte[1 << 18];
    private readonly FileInMemory _file;
    private readonly List<StateDictCandidate> _candidates = [];
    private readonly Dictionary<CheckpointTensor, long> _offsets = [];
    private int _end;

    public TestCheckpoint(string name = "test.pth") => _file = InMemory(_bytes, name);

    /// <summary>The model that the tests load, in few layers: a name that is the end of another is among its names.</summary>
    public static StateDictDeclaration Model { get; } = Declare(DeclareModel);

    /// <summary>The same in a family that takes net before net_E.</summary>
    public static StateDictDeclaration ModelThatPrefersNet { get; } = Declare(stateDict =>
    {
        DeclareModel(stateDict);
        stateDict.Prefer("net");
    });

    public static StateDictDeclaration Declare(Action<StateDictDeclaration> declare)
    {
        var stateDict = new StateDictDeclaration();
        declare(stateDict);
        return stateDict;
    }

    /// <summary>The mark of a parameter that loading finds.</summary>
    public static float Load(Checkpoint checkpoint, StateDictDeclaration? model = null, string parameter = "stage0.conv.bias")
    {
        var matched = StateDictMatcher.Match("tiny", model ?? Model, checkpoint);
        float[] values = new float[matched.Length(parameter)];
        matched.Read(parameter, values);
        return values[0];
    }

    /// <summary>Loading fails, and the message has all of these texts.</summary>
    public static void Refused(Checkpoint checkpoint, params ReadOnlySpan<string> fragments) => Refused(checkpoint, Model, fragments);

    public static void Refused(Checkpoint checkpoint, StateDictDeclaration model, params ReadOnlySpan<string> fragments)
    {
        string message = Assert.Throws<CheckpointException>(() => StateDictMatcher.Match("tiny", model, checkpoint)).Message;
        foreach (string fragment in fragments)
            Assert.Contains(fragment, message, StringComparison.Ordinal);
    }

    /// <summary>All parameters of the model with this prefix and mark; what <paramref name="rename"/> makes null is left out.</summary>
    public CheckpointTensor[] Network(string prefix = "", float mark = 1, Func<string, string?>? rename = null) =>
    [
        .. Model.Parameters
            .Select(parameter => (Name: rename is null ? parameter.Name : rename(parameter.Name), parameter.Shape))
            .Where(parameter => parameter.Name is not null)
            .Select(parameter => Tensor(prefix + parameter.Name, [.. parameter.Shape], mark)),
    ];

    public CheckpointTensor Tensor(string name, long[] shape, float mark = 1, TensorDataType type = TensorDataType.Float32)
    {
        int length = (int)TensorLayout.LengthOf(shape);
        MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(_end))[..length].Fill(mark);
        TensorLayout layout = new(_end, default);
        _end += length * sizeof(float);
        CheckpointTensor tensor = new(_file, name, type, [.. shape], layout);
        _offsets.Add(tensor, layout.Offset);
        return tensor;
    }

    public TestCheckpoint With(string? key, StateDictRank rank, params CheckpointTensor[] tensors) => With(key, rank, [], tensors);

    public TestCheckpoint With(
        string? key, StateDictRank rank, OrderedDictionary<string, string> unreadable, params CheckpointTensor[] tensors)
    {
        OrderedDictionary<string, CheckpointTensor> byName = [];
        foreach (var tensor in tensors)
            byName.Add(tensor.Name, tensor);
        _candidates.Add(new StateDictCandidate(key, rank, byName, unreadable));
        return this;
    }

    public TestCheckpoint With(params CheckpointTensor[] tensors) => With(null, StateDictRank.Weights, tensors);

    public Checkpoint Open(CheckpointOptions? options = null) =>
        new(_file, new CheckpointContents(_candidates, [], [], []), options ?? new CheckpointOptions());

    /// <summary>The same elements under another name.</summary>
    public CheckpointTensor Alias(CheckpointTensor tensor, string name) =>
        new(_file, name, tensor.DataType, tensor.Shape, new TensorLayout(_offsets[tensor], default));

    private static void DeclareModel(StateDictDeclaration stateDict)
    {
        stateDict.Convolution("stage0.conv", outputs: 8, inputsPerGroup: 3, kernelSize: 3, bias: true);
        stateDict.BatchNorm("stage0.norm", channels: 8);
        stateDict.LayerNorm("stage1.norm.norm", channels: 8);
        stateDict.LayerNorm("norm.norm", channels: 8);
        stateDict.Linear("head", outputs: 7, inputs: 8);
    }

    // Memory needs no closing.
    private static FileInMemory InMemory(byte[] bytes, string name) => new(bytes, name);
}
