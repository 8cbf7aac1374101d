using System.Globalization;
using System.Text;
using Emo;
using Emo.Samples.Edge;

const int StandardOutput = 1;
const int StandardError = 2;

if (args is not [var weights, var picture])
    return Fail("usage: edge WEIGHTS PICTURE");

// The framework's own messages are left out of so small an executable: without this, a wrong path would be answered with a key of them.
foreach (string path in args)
{
    if (!File.Exists(path))
        return Fail($"error: there is no file '{path}'");
}

try
{
    using var network = Network.Load(weights);
    var best = network.Classify(picture, top: 1)[0];
    Write(StandardOutput, string.Create(CultureInfo.InvariantCulture, $"{best.Label} {best.Probability:F3}"));
    return 0;
}
catch (Exception exception) when (exception is CheckpointException or PictureException or IOException or UnauthorizedAccessException)
{
    return Fail($"error: {exception.Message}");
}

static int Fail(string message)
{
    Write(StandardError, message);
    return 1;
}

static void Write(int descriptor, string line) => Descriptor.Write(descriptor, Encoding.UTF8.GetBytes(line + "\n"));
