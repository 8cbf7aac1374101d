namespace Emo.Testing;

/// <summary>
/// Writes checkpoints as torch.save does. The pickle is written through <see cref="Pickle"/>, storages are collected on the way.
/// </summary>
internal sealed class TorchFile
{
    private readonly List<ZipItem> _storages = [];
    private readonly List<long> _lengths = [];

    public PickleWriter Pickle { get; } = new();

    public string? ByteOrder { get; init; } = "little";

    /// <summary>True for persistent ids as they were before PyTorch 1.6, with a view at the end.</summary>
    public bool Legacy { get; init; }

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
        {
            _storages.Add(new ZipItem($"test/data/{key}", tensor.Storage));
            _lengths.Add(tensor.Storage.Length / tensor.ElementSize);
        }

        if (tensor.IsParameter)
            Pickle.Global("torch._utils", "_rebuild_parameter").Mark();
        Pickle.Global("torch._utils", "_rebuild_tensor_v2").Mark();
        Pickle.Mark().Text("storage").Global("torch", tensor.StorageClass).Text(key).Text(tensor.Location)
            .Integer(tensor.ClaimedLength ?? (tensor.Storage.Length / tensor.ElementSize));
        if (Legacy)
            WriteView(tensor);
        Pickle.Tuple().PersistentId();
        Pickle.Integer(tensor.Offset).Integers(tensor.Shape).Integers(tensor.Strides ?? tensor.RowMajorStrides()).False().OrderedDict();
        for (int i = 0; i < tensor.Hooks; i++)
            Pickle.Integer(i).None().SetItem();
        if (tensor.Metadata is not null)
            Pickle.EmptyDict().Text(tensor.Metadata).False().SetItem();
        Pickle.Tuple().Reduce();
        if (tensor.IsParameter)
            Pickle.False().OrderedDict().Tuple().Reduce();
    }

    /// <summary>A storage that the pickle names itself.</summary>
    public void Storage(string key, byte[] bytes)
    {
        _storages.Add(new ZipItem($"test/data/{key}", bytes));
        _lengths.Add(bytes.Length);
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

    /// <summary>The file as PyTorch wrote it before 1.6: five pickles, then each storage with its number of elements.</summary>
    public byte[] SaveLegacy() =>
    [
        .. new PickleWriter().Protocol().Raw(LegacyMagic).Stop().ToArray(),
        .. new PickleWriter().Protocol().Integer(1001).Stop().ToArray(),
        .. new PickleWriter().Protocol().EmptyDict().Mark()
            .Text("protocol_version").Integer(1001).Text("little_endian").Raw(ByteOrder == "little" ? (byte)0x88 : (byte)0x89)
            .Text("type_sizes").EmptyDict().Text("short").Integer(2).SetItem().SetItems().Stop().ToArray(),
        .. Pickle.ToArray(),
        .. LegacyKeys(),
        .. _storages.SelectMany((item, i) => (byte[])[.. BitConverter.GetBytes(_lengths[i]), .. item.Data]),
    ];

    private static ReadOnlySpan<byte> LegacyMagic => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private byte[] LegacyKeys()
    {
        var keys = new PickleWriter().Protocol().EmptyList().Mark();
        foreach (var item in _storages)
            keys.Text(item.Name["test/data/".Length..]);
        return keys.Appends().Stop().ToArray();
    }

    private void WriteView(TestTensor tensor)
    {
        if (tensor.View is var (offset, length))
            Pickle.Mark().Text("view").Integer(offset).Integer(length).Tuple();
        else
            Pickle.None();
    }
}
