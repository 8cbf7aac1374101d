namespace Emo.Testing;

/// <summary>
/// Writes checkpoints as torch.save does. The pickle is written through <see cref="Pickle"/>, storages are collected on the way.
/// </summary>
internal sealed class TorchFile
{
    private readonly List<ZipItem> _storages = [];

    public PickleWriter Pickle { get; } = new();

    public string? ByteOrder { get; init; } = "little";

    /// <summary>A plain state dict.</summary>
    public static byte[] StateDict(params ReadOnlySpan<TestTensor> tensors)
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        file.Dict(tensors);
        file.Pickle.Stop();
        return file.Save();
    }

    /// <summary>A file whose data.pkl is this pickle, without storages.</summary>
    public static byte[] OfPickle(byte[] pickle) =>
        new ZipFile { Items = { new ZipItem("test/data.pkl", pickle), new ZipItem("test/version", "3\n"u8.ToArray()) } }.Save();

    /// <summary>An OrderedDict of tensors, with the _metadata attribute that state_dict() gives it.</summary>
    public void Dict(params ReadOnlySpan<TestTensor> tensors)
    {
        Pickle.OrderedDict().Mark();
        foreach (var tensor in tensors)
        {
            Pickle.Text(tensor.Name);
            Tensor(tensor);
        }
        Pickle.SetItems();
        Pickle.EmptyDict().Text("_metadata").OrderedDict().SetItem().Build();
    }

    /// <summary>A tensor, and its storage.</summary>
    public void Tensor(TestTensor tensor)
    {
        string key = tensor.StorageKey ?? $"{_storages.Count}";
        if (tensor.StorageKey is null)
            _storages.Add(new ZipItem($"test/data/{key}", tensor.Storage));

        if (tensor.IsParameter)
            Pickle.Global("torch._utils", "_rebuild_parameter").Mark();
        Pickle.Global("torch._utils", "_rebuild_tensor_v2").Mark();
        Pickle.Mark().Text("storage").Global("torch", tensor.StorageClass).Text(key).Text(tensor.Location)
            .Integer(tensor.ClaimedLength ?? (tensor.Storage.Length / tensor.ElementSize)).Tuple().PersistentId();
        Pickle.Integer(tensor.Offset).Integers(tensor.Shape).Integers(tensor.Strides ?? tensor.RowMajorStrides()).False().OrderedDict();
        for (int i = 0; i < tensor.Hooks; i++)
            Pickle.Integer(i).None().SetItem();
        if (tensor.Metadata is not null)
            Pickle.EmptyDict().Text(tensor.Metadata).False().SetItem();
        Pickle.Tuple().Reduce();
        if (tensor.IsParameter)
            Pickle.False().OrderedDict().Tuple().Reduce();
    }

    /// <summary>The archive as it stands.</summary>
    public ZipFile ToZip()
    {
        ZipFile zip = new() { Items = { new ZipItem("test/data.pkl", Pickle.ToArray()) } };
        if (ByteOrder is not null)
            zip.Items.Add(new ZipItem("test/byteorder", System.Text.Encoding.ASCII.GetBytes(ByteOrder)));
        zip.Items.AddRange(_storages);
        zip.Items.Add(new ZipItem("test/version", "3\n"u8.ToArray()));
        return zip;
    }

    public byte[] Save() => ToZip().Save();
}
