namespace Emo.Tests.Checkpoints;

public class ZipRejectionTests
{
    private static readonly byte[] s_pickle = new PickleWriter().Protocol().EmptyDict().Stop().ToArray();

    private static readonly ZipItem s_pickleItem = new("test/data.pkl", s_pickle);

    private static byte[] With(ZipItem item) => new ZipFile { Items = { s_pickleItem, item } }.Save();

    private static ZipItem Storage(int length = 8) => new("test/data/0", new byte[length]);

    [Fact]
    public void Compressed_entries_are_rejected() =>
        Rejected.Because(With(Storage() with { Method = 8 }), "'test/data/0'", "compressed (method 8)");

    [Fact]
    public void A_deflated_bomb_is_rejected_without_inflating_it()
    {
        byte[] file = With(Storage() with { Method = 8, Zip64 = true, CentralSize = 40L << 30, CentralCompressedSize = 8 });

        long before = GC.GetAllocatedBytesForCurrentThread();
        Rejected.Because(file, "compressed");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Entries_compressed_in_their_local_header_only_are_rejected()
    {
        byte[] file = With(Storage());
        int local = file.AsSpan().IndexOf("test/data/0"u8) - 30;
        file[local + 8] = 8;

        Rejected.Because(file, "'test/data/0'", "another method in its local header");
    }

    [Fact]
    public void Encrypted_entries_are_rejected() =>
        Rejected.Because(With(Storage() with { Flags = 0x0809 }), "'test/data/0'", "encrypted");

    [Fact]
    public void Duplicate_names_are_rejected() =>
        Rejected.Because(new ZipFile { Items = { s_pickleItem, Storage(), Storage() } }.Save(), "'test/data/0'", "twice");

    [Theory]
    [InlineData("/test/data/0", "absolute")]
    [InlineData("C:/test", "absolute")]
    [InlineData("../data/0", "relative")]
    [InlineData("test/../../etc/passwd", "relative")]
    [InlineData("test/./0", "relative")]
    [InlineData("test/..", "relative")]
    [InlineData("test//0", "empty part")]
    [InlineData("", "empty part")]
    [InlineData("test\\..\\0", "backslash")]
    [InlineData("test/a\0b", "control characters")]
    public void Hostile_names_are_rejected(string name, string reason) =>
        Rejected.Because(With(new ZipItem(name, [1])), "name", reason);

    [Fact]
    public void Names_that_are_not_utf8_are_rejected()
    {
        byte[] file = With(Storage());
        file[file.AsSpan().LastIndexOf("data/0"u8)] = 0xff;

        Rejected.Because(file, "not UTF-8");
    }

    [Fact]
    public void A_local_name_that_differs_is_rejected() =>
        Rejected.Because(With(Storage() with { LocalName = "test/data/1" }), "'test/data/0'", "another name");

    [Theory]
    [InlineData(9)]
    [InlineData(7)]
    [InlineData(0)]
    public void A_size_that_differs_from_the_central_directory_is_rejected(uint size)
    {
        Rejected.Because(With(Storage() with { DescriptorSize = size }), "'test/data/0'", "data descriptor");
        Rejected.Because(With(Storage() with { Flags = 0, LocalSize = size }), "'test/data/0'", "8 bytes in the central directory");
        Rejected.Because(With(Storage() with { CentralSize = size }), "'test/data/0'", "central directory");
    }

    [Fact]
    public void Two_sizes_of_a_stored_entry_are_rejected() =>
        Rejected.Because(With(Storage() with { CentralCompressedSize = 4 }), "'test/data/0'", "two sizes");

    [Theory]
    [InlineData(1L << 20)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void Sizes_past_the_end_of_the_file_are_rejected(long size) =>
        Rejected.Because(With(Storage() with { Zip64 = true, CentralSize = size }), "'test/data/0'");

    [Fact]
    public void Entries_that_overlap_are_rejected()
    {
        var inner = Storage(4) with { Name = "test/data/1", Flags = 0 };
        byte[] nested = new ZipFile { Items = { inner } }.Save()[..68];
        ZipFile zip = new() { Items = { Storage() with { Data = nested, Flags = 0 }, s_pickleItem, inner with { HeaderOffset = 64 } } };

        Rejected.Because(zip.Save(), "'test/data/1'", "overlaps");
    }

    [Theory]
    [InlineData(1_000_000u)]
    [InlineData(85u)]
    public void Headers_that_are_not_where_the_directory_says_are_rejected(uint offset) =>
        Rejected.Because(With(Storage() with { HeaderOffset = offset }), "'test/data/0'", $"byte {offset}");

    [Fact]
    public void An_entry_count_that_differs_is_rejected() =>
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, ExtraEntries = 1 }.Save(), "1 entries", "claims 2");

    [Fact]
    public void End_records_that_disagree_are_rejected() =>
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, SmallCountShift = 1 }.Save(), "disagrees");

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, -1)]
    [InlineData(false, 1)]
    [InlineData(false, -1)]
    public void A_central_directory_elsewhere_is_rejected(bool zip64, int shift) =>
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, Zip64End = zip64, DirectoryShift = shift }.Save(), "central directory");

    [Fact]
    public void Split_archives_are_rejected() =>
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, Disk = 1 }.Save(), "split");

    [Fact]
    public void Comments_and_appended_bytes_are_rejected()
    {
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, Comment = [1, 2, 3] }.Save(), "does not end with an end record");
        Rejected.Because(new ZipFile { Items = { s_pickleItem }, Appended = [0] }.Save(), "does not end with an end record");
    }

    [Fact]
    public void Every_truncation_is_rejected()
    {
        byte[] file = TorchFile.StateDict(TestTensor.Float32("w", [3], 1, 2, 3));

        for (int length = 0; length < file.Length; length++)
            Rejected.Because(file[..length]);
    }

    [Theory]
    [InlineData("big")]
    [InlineData("Little")]
    [InlineData("little\n")]
    [InlineData("")]
    public void Another_byte_order_is_rejected(string byteOrder)
    {
        TorchFile file = new() { ByteOrder = byteOrder };
        file.Pickle.Raw(s_pickle);

        Rejected.Because(file.Save(), "byte order");
    }

    [Theory]
    [InlineData("test/data.pk")]
    [InlineData("data.pkl")]
    [InlineData("a/b/data.pkl")]
    public void An_archive_without_data_pkl_is_rejected(string name) =>
        Rejected.Because(new ZipFile { Items = { new ZipItem(name, s_pickle) } }.Save(), "no data.pkl");

    [Fact]
    public void An_empty_archive_is_rejected() => Rejected.Because(new ZipFile { Zip64End = false }.Save(), "no data.pkl");

    [Fact]
    public void Two_pickles_are_rejected() =>
        Rejected.Because(With(new ZipItem("other/data.pkl", s_pickle)), "more than one data.pkl");

    [Fact]
    public void TorchScript_is_rejected_with_advice() =>
        Rejected.Because(With(new ZipItem("test/constants.pkl", [])), "TorchScript", "state_dict()");

    [Fact]
    public void Names_that_differ_in_case_only_are_rejected() =>
        Rejected.Because(With(new ZipItem("test/DATA.PKL", s_pickle)), "'test/DATA.PKL' occurs twice");

    [Fact]
    public void A_folder_of_its_own_is_no_harm()
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        file.Dict(TestTensor.Float32("w", [1], 1));
        file.Pickle.Stop();
        var zip = file.ToZip();
        zip.Items.Insert(0, new ZipItem("test/", []));

        using var checkpoint = Tensors.Open(zip.Save());

        Assert.Equal(["w"], checkpoint.Tensors.Keys);
    }

    [Fact]
    public void A_huge_pickle_is_rejected() =>
        Rejected.Because(TorchFile.OfPickle(new byte[(64 << 20) + 1]), "data.pkl has 67108865 bytes");
}
