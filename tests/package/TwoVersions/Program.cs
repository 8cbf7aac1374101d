using Company.Vision;

// All ways of loading: the library's code calls what this application's runtime does not have.
Func<object>[] loads =
[
    () => Networks.TinyClassifier.Load("no-such-file.pth"),
    () => Networks.TinyClassifier.Load(Stream.Null),
    () => Networks.TinyClassifier.Load(ReadOnlyMemory<byte>.Empty),
    () => Networks.TinyClassifier.Load(typeof(Program).Assembly, "no-such-resource"),
    () => Networks.TinyClassifier.LoadAsync(Stream.Null).Result,
];
foreach (var load in loads)
{
    try
    {
        load();
    }
    catch (InvalidOperationException exception)
    {
        Console.WriteLine(exception.Message);
    }
}
