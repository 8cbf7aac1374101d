using System.Globalization;

namespace Emo.Tests.Checkpoints;

/// <summary>
/// Files that the real programs wrote, against what an independent decoder (Python's zipfile, pickle and struct) found in them.
/// </summary>
public class RealFileTests
{
    private static string Data(params ReadOnlySpan<string> parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    [Theory]
    [InlineData("emo-cifar10.pth", "emo-cifar10.tsv")]
    [InlineData("goldens.safetensors", "goldens.tsv")]
    public void Names_shapes_types_and_values_are_those_of_an_independent_decoder(string file, string expected)
    {
        string[][] rows = [.. File.ReadLines(Data("checkpoints", expected)).Select(line => line.Split('\t'))];

        using var checkpoint = Checkpoint.Open(Data("cifar10", file));

        Assert.Equal(rows.Select(row => row[0]), checkpoint.Tensors.Keys);
        foreach (string[] row in rows)
        {
            var tensor = checkpoint.Tensors[row[0]];
            Assert.Equal(row[1], tensor.DataType switch
            {
                TensorDataType.Float32 => "F32",
                TensorDataType.UInt8 => "U8",
                TensorDataType.Int64 => "I64",
                TensorDataType other => $"{other}",
            });
            Assert.Equal(row[2], string.Join('x', tensor.Shape));
            if (tensor.DataType == TensorDataType.Float32)
                AssertValues(row, checkpoint.Floats(row[0]));
        }
    }

    private static void AssertValues(string[] row, float[] values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), sum);
        Assert.Equal(double.Parse(row[4], CultureInfo.InvariantCulture), values[0]);
        Assert.Equal(double.Parse(row[5], CultureInfo.InvariantCulture), values[^1]);
    }

    [Fact]
    public void The_metadata_of_a_real_safetensors_file_are_read()
    {
        using var checkpoint = Checkpoint.Open(Data("cifar10", "goldens.safetensors"));

        Assert.Equal("emo-cifar10.pth", checkpoint.Metadata["weights"]);
    }

    [Fact]
    public void A_file_in_memory_reads_as_the_file_on_disk()
    {
        string path = Data("cifar10", "emo-cifar10.pth");
        using var onDisk = Checkpoint.Open(path);
        using var inMemory = Checkpoint.Open(File.ReadAllBytes(path), "embedded");

        Assert.Equal("embedded", inMemory.Name);
        Assert.Equal(onDisk.Tensors.Keys, inMemory.Tensors.Keys);
        foreach (var tensor in onDisk.Tensors.Values.Where(t => t.IsFloatingPoint))
            Assert.Equal(onDisk.Floats(tensor.Name), inMemory.Floats(tensor.Name));
    }
}
