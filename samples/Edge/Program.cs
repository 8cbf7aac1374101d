using System.Globalization;
using System.Text;
using Emo;
using Emo.Samples.Edge;

if (args is not [var weights, var picture])
    return Fail("usage: edge WEIGHTS PICTURE");

try
{
    using var network = Network.Load(weights);
    var best = network.Classify(picture, top: 1)[0];
    Write(Console.OpenStandardOutput(), string.Create(CultureInfo.InvariantCulture, $"{best.Label} {best.Probability:F3}"));
    return 0;
}
catch (Exception exception) when (exception is CheckpointException or PictureException or IOException or UnauthorizedAccessException)
{
    return Fail($"error: {exception.Message}");
}

static int Fail(string message)
{
    Write(Console.OpenStandardError(), message);
    return 1;
}

// Console.Out would bring its encodings and terminal handling into the executable.
static void Write(Stream stream, string line) => stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
