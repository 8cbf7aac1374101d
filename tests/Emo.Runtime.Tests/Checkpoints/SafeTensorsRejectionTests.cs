using System.Text;
using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

public class SafeTensorsRejectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_shorter_than_the_header_length_is_rejected(int length) =>
        Rejected.Because(new byte[length], $"it has {length} bytes");

    [Fact]
    public void A_header_length_past_the_end_of_the_file_is_rejected() =>
        Rejected.Because([.. BitConverter.GetBytes(3UL), .. "{}"u8], "header claims 3 bytes, but only 2 follow");

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void A_header_length_above_100_MB_is_rejected(ulong length) =>
        Rejected.Because([.. BitConverter.GetBytes(length), .. "{}"u8], $"header claims {length} bytes, at most 100000000");

    [Fact]
    public void A_header_that_is_not_utf8_is_rejected() =>
        Rejected.Because(SafeTensorsFile.Write([.. "{\"a"u8, 0xff, .. "\":1}"u8], []), "not UTF-8");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",}}")]
    [InlineData("{/**/}")]
    [InlineData("{'a':1}")]
    public void A_header_that_is_not_json_is_rejected(string header) =>
        Rejected.Because(SafeTensorsFile.Write(header, []), "not valid JSON");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    [InlineData(" {}")]
    [InlineData("\n{}")]
    [InlineData("\t{}")]
    public void A_header_that_does_not_begin_with_an_object_is_rejected(string header) =>
        Rejected.Because(SafeTensorsFile.Write(header, []), "does not begin with '{'");

    [Theory]
    [InlineData("{}x")]
    [InlineData("{}{}")]
    [InlineData("{}\n")]
    [InlineData("{}\0")]
    [InlineData("{} ,")]
    public void Anything_but_spaces_after_the_object_is_rejected(string header) =>
        Rejected.Because(SafeTensorsFile.Write(header, []), "header has something after the JSON object");

    [Fact]
    public void Deep_nesting_is_rejected()
    {
        string deep = "{\"__metadata__\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000));

        Rejected.Because(SafeTensorsFile.Write(deep, []), "safetensors header");
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'a'", "twice")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'a'",
        "twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'a'", "dtype twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", "'a'", "shape twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"data_offsets":[0,8]}}""", "'a'", "data_offsets twice")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'k'", "twice")]
    [InlineData(
        """{"__metadata__":{},"__metadata__":{},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'__metadata__'", "twice")]
    public void Duplicate_keys_are_rejected(string header, string name, string reason) =>
        Rejected.Because(SafeTensorsFile.Write(header, new byte[8]), name, reason);

    [Theory]
    [InlineData(@"a\u0000b", @"'a\u0000b'")]
    [InlineData(@"a\nb", @"'a\u000ab'")]
    [InlineData(@"\u007f", @"'\u007f'")]
    public void Names_with_control_characters_are_rejected_and_escaped_in_the_message(string name, string shown) =>
        Rejected.Because(SafeTensorsFile.Of(name, "F32", "[1]", new byte[4]), shown, "control characters");

    [Fact]
    public void Lone_surrogates_in_names_are_rejected() =>
        Rejected.Because(SafeTensorsFile.Of(@"\ud800", "F32", "[1]", new byte[4]), "not Unicode");

    [Fact]
    public void Endless_names_are_cut_in_the_message()
    {
        byte[] file = SafeTensorsFile.Of(new string('x', 1_000_000), "F8", "[1]", new byte[4]);

        var exception = Assert.Throws<CheckpointException>(() => Open(file));

        Assert.InRange(exception.Message.Length, 1, 1000);
        Assert.Contains("(1000000 characters)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F128")]
    [InlineData("f32")]
    [InlineData("")]
    public void Unknown_dtypes_are_rejected(string dtype) =>
        Rejected.Because(SafeTensorsFile.Of("t", dtype, "[1]", new byte[4]), "tensor 't'", $"dtype '{dtype}' is unknown");

    [Theory]
    [InlineData("[-1]")]
    [InlineData("[1.0]")]
    [InlineData("[1e0]")]
    [InlineData("[\"1\"]")]
    [InlineData("[null]")]
    [InlineData("[[1]]")]
    [InlineData("[9223372036854775808]")]
    [InlineData("[99999999999999999999999999]")]
    public void Dimensions_that_are_not_whole_numbers_are_rejected(string shape) =>
        Rejected.Because(
            SafeTensorsFile.Of("t", "F32", shape, new byte[4]), "tensor 't'", "shape holds something that is not a whole number");

    [Theory]
    [InlineData("[4611686018427387904,4]")]
    [InlineData("[9223372036854775807]")]
    [InlineData("[4294967296,4294967296]")]
    [InlineData("[4294967296,4294967296,0]")]
    public void Shapes_whose_bytes_overflow_are_rejected(string shape) =>
        Rejected.Because(SafeTensorsFile.Of("t", "F32", shape, new byte[4]), "tensor 't'", "overflows");

    [Fact]
    public void More_dimensions_than_PyTorch_allows_are_rejected() =>
        Rejected.Because(
            SafeTensorsFile.Of("t", "F32", $"[{string.Join(',', Enumerable.Repeat(1, 65))}]", new byte[4]), "tensor 't'", "more than 64");

    [Theory]
    [InlineData("F32", "[2]", 4)]
    [InlineData("F32", "[1]", 8)]
    [InlineData("F16", "[2,2]", 16)]
    [InlineData("F32", "[0]", 4)]
    [InlineData("F64", "[]", 4)]
    public void A_shape_that_differs_from_the_byte_range_is_rejected(string dtype, string shape, int bytes) =>
        Rejected.Because(SafeTensorsFile.Of("t", dtype, shape, new byte[bytes]), "tensor 't'", $"data_offsets span {bytes}");

    [Theory]
    [InlineData("[0,4]", "[3,7]", 7, "'b'", "overlap")]
    [InlineData("[0,4]", "[0,4]", 4, "'b'", "overlap")]
    [InlineData("[0,4]", "[5,9]", 9, "'b'", "hole")]
    [InlineData("[4,8]", "[8,12]", 12, "'a'", "hole")]
    [InlineData("[0,4]", "[8,4]", 8, "'b'", "backwards")]
    [InlineData("[0,4]", "[4,8]", 7, "'b'", "past the data, which have 7 bytes")]
    [InlineData("[0,4]", "[9223372036854775803,9223372036854775807]", 8, "'b'", "past the data")]
    public void Ranges_that_do_not_tile_the_data_are_rejected(string a, string b, int length, string name, string reason)
    {
        string header =
            $$$"""{"a":{"dtype":"F32","shape":[1],"data_offsets":{{{a}}}},"b":{"dtype":"F32","shape":[1],"data_offsets":{{{b}}}}}""";

        Rejected.Because(SafeTensorsFile.Write(header, new byte[length]), $"tensor {name}", reason);
    }

    [Fact]
    public void Bytes_after_the_last_tensor_are_rejected() =>
        Rejected.Because([.. SafeTensorsFile.Of("t", "F32", "[1]", new byte[4]), 0], "1 bytes follow the last tensor");

    [Theory]
    [InlineData("""{"t":1}""", "not an object")]
    [InlineData("""{"t":[]}""", "not an object")]
    [InlineData("""{"t":{}}""", "lacks one of")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0]}}""", "lacks one of")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0],"data_offsets":[0]}}""", "lacks one of")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0],"data_offsets":[0,0,0]}}""", "more than 2")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0],"data_offsets":"0"}}""", "not an array")]
    [InlineData("""{"t":{"dtype":"F32","shape":0,"data_offsets":[0,0]}}""", "not an array")]
    [InlineData("""{"t":{"dtype":1,"shape":[0],"data_offsets":[0,0]}}""", "dtype is not a text")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"more":1}}""", "unknown key 'more'")]
    public void Entries_of_another_form_are_rejected(string header, string reason) =>
        Rejected.Because(SafeTensorsFile.Write(header, []), "tensor 't'", reason);

    [Theory]
    [InlineData("""{"__metadata__":[]}""", "not an object")]
    [InlineData("""{"__metadata__":{"k":1}}""", "'k'")]
    [InlineData("""{"__metadata__":{"k":{}}}""", "'k'")]
    public void Metadata_that_are_not_texts_are_rejected(string header, string reason) =>
        Rejected.Because(SafeTensorsFile.Write(header, []), "__metadata__", reason);

    [Fact]
    public void Choosing_a_state_dict_is_rejected() =>
        Rejected.Because(SafeTensorsFile.Write("{}", []), new CheckpointOptions { StateDict = "net" }, "'net'", "flat set");

    [Fact]
    public void A_header_of_many_tensors_with_little_data_is_read_without_large_allocations()
    {
        StringBuilder header = new("{");
        for (int i = 0; i < 20_000; i++)
        {
            header.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ",")}\"{i}\":{{\"dtype\":\"F32\",\"shape\":[0,1000000],\"data_offsets\":[0,0]}}");
        }

        byte[] file = SafeTensorsFile.Write(header.Append('}').ToString(), []);

        long before = GC.GetAllocatedBytesForCurrentThread();
        using var checkpoint = Open(file);

        Assert.Equal(20_000, checkpoint.Tensors.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L * file.Length);
    }
}
