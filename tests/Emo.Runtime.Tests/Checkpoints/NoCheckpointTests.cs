using System.IO.Compression;
using System.Text;

namespace Emo.Tests.Checkpoints;

/// <summary>What is taken for a checkpoint and is none is told what it is, and what to do.</summary>
public class NoCheckpointTests
{
    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:01\nsize 5\n", "a Git LFS pointer", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html></html>", "an HTML page", "download the file again")]
    [InlineData("\n\n  <HTML lang=en><head>", "an HTML page", "download the file again")]
    [InlineData("\u00ef\u00bb\u00bf<!doctype html>", "an HTML page", "download the file again")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "an XML document", "error message")]
    [InlineData("{\"error\": \"Repository not found\"}", "a JSON document with 'error'", "download it again")]
    [InlineData("{\"meta\":{}, \"code\":404}", "a JSON document with 'meta', 'code'", "no checkpoint")]
    [InlineData("[\"no\", \"such\", \"file\"]", "a JSON document", "no checkpoint")]
    [InlineData("{\"error\": ", "begins as JSON does", "not valid JSON")]
    [InlineData("GGUF\u0003\0\0\0\u0001\0\0\0", "a GGUF file", "it was made from")]
    [InlineData("\u001c\0\0\0TFL3\u0014\0", "a TFLite model", "it was made from")]
    [InlineData("\u0089HDF\r\n\u001a\n\0\0", "an HDF5 file", "it was made from")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch\u001a\u00032.1", "an ONNX model", "it was made from")]
    [InlineData("\u0093NUMPY\u0001\0v\0{'descr'", "an array of numpy", "safetensors.numpy.save_file")]
    [InlineData("\u001f\u008b\u0008\0\0\0\0\0\0\u0003", "a gzip archive", "unpack it")]
    [InlineData("\u00fd7zXZ\0\0\u0004", "an xz archive", "unpack it")]
    [InlineData("\u0028\u00b5\u002f\u00fd\u0004\0\0\0\0", "a zstd archive", "unpack it")]
    [InlineData("BZh91AY&SY", "a bzip2 archive", "unpack it")]
    [InlineData("7z\u00bc\u00af\u0027\u001c\0\u0004", "a 7z archive", "unpack it")]
    [InlineData("Rar!\u001a\u0007\u0001\0", "a rar archive", "unpack it")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "a picture", "open the checkpoint")]
    [InlineData("%PDF-1.7 and more", "a PDF document", "open the checkpoint")]
    public void It_says_what_it_is(string text, string what, string advice) =>
        Rejected.Because(Encoding.Latin1.GetBytes(text), "some/file: it ", what, advice);

    [Theory]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008and so on")]
    [InlineData("hello, this is no checkpoint at all")]
    public void Anything_else_is_an_unknown_format(string text) =>
        Rejected.Because(Encoding.Latin1.GetBytes(text), "format is unknown", "neither safetensors", "nor a PyTorch file");

    [Fact]
    public void An_archive_of_numpy_is_none() =>
        Rejected.Because(Zip("w.npy", "b.npy"), "an archive of numpy arrays", "safetensors.numpy.save_file");

    [Fact]
    public void An_archive_of_torch_export_is_none() =>
        Rejected.Because(Zip("old/models/model.json", "old/archive_format", "old/data/weights/weight_0"), "torch.export", ".state_dict");

    [Fact]
    public void A_zip_archive_with_a_checkpoint_in_it_is_to_be_unpacked() =>
        Rejected.Because(Zip("readme.txt", "best/net.pth"), "unpack it", "'best/net.pth'");

    [Fact]
    public void A_model_of_Keras_is_none() => Rejected.Because(Zip("metadata.json", "config.json", "model.weights.h5"), "Keras");

    private static byte[] Zip(params ReadOnlySpan<string> names)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("some text that is compressed, compressed, compressed"u8);
            }
        }

        return bytes.ToArray();
    }
}
