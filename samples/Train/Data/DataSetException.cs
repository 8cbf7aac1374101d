namespace Emo.Train.Data;

/// <summary>Something is wrong with annotated pictures; the message is one line that names the file, and what to do.</summary>
internal sealed class DataSetException(string message) : IOException(message);
