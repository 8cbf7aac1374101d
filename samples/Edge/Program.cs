using System.Globalization;
using System.Text;
using Emo;
using Emo.Samples.Edge;

const int StandardOutput = 1;
const int StandardError = 2;

if (args is not [var weights, var picture])
    return Fail("usage: edge WEIGHTS PICTURE");

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
