using System.Globalization;
using System.Text;
using Emo.Samples;
using Emo.Samples.Edge;

if (args is not [var weights, var picture])
    return Fail("usage: edge WEIGHTS PICTURE");

// The framework's own messages are left out of so small an executable: without this, a wrong path would be answered with a key of them.
foreach (string path in args)
{
    if (Directory.Exists(path))
        return Fail($"error: '{path}' is a folder");
    if (!File.Exists(path))
        return Fail($"error: there is no file '{path}'");
}

try
{
    using var network = Network.Load(weights);
    var best = network.Classify(picture, top: 1)[0];
    Descriptor.WriteOutput(Line(string.Create(CultureInfo.InvariantCulture, $"{best.Label} {best.Probability:F3}")));
    return 0;
}
catch (UnauthorizedAccessException)
{
    return Fail("error: a file may not be read");
}
catch (Exception exception) when (Failure.Describe(exception) is { } reason)
{
    return Fail($"error: {reason}");
}

static int Fail(string message)
{
    Descriptor.WriteError(Line(message));
    return 1;
}

static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");
