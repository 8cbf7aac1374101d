using System.Globalization;

namespace Emo.Testing;

/// <summary>
/// CIFAR-10's images in its binary version (<c>test_batch.bin</c> of <c>cifar-10-binary.tar.gz</c>): each a byte with its class, then 32x32
/// bytes of red, of green and of blue (<see href="https://www.cs.toronto.edu/~kriz/cifar.html"/>).
/// </summary>
internal sealed class CifarPictures
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + (3 * Plane);
    private const int Classes = 10;

    private readonly byte[] _file;

    private CifarPictures(byte[] file) => _file = file;

    public int Count => _file.Length / Record;

    /// <exception cref="InvalidDataException">The file is none of that kind; the message says why.</exception>
    public static CifarPictures Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length == 0 || file.Length % Record != 0)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has {file.Length} bytes, no multiple of {Record}: it must be test_batch.bin of CIFAR-10's binary version."));
        }

        for (int at = 0; at < file.Length; at += Record)
        {
            if (file[at] >= Classes)
                throw new InvalidDataException($"{path}: image {at / Record} has class {file[at]}; CIFAR-10 has 0 to {Classes - 1}.");
        }

        return new CifarPictures(file);
    }

    public (Picture Picture, int ClassIndex) this[int index]
    {
        get
        {
            var record = _file.AsSpan(index * Record, Record);
            byte[] pixels = new byte[3 * Plane];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = record[1 + (i % 3 * Plane) + (i / 3)];
            return (new Picture(Side, Side, pixels), record[0]);
        }
    }
}
