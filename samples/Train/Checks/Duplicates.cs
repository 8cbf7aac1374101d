using System.IO.Hashing;
using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Checks;

/// <summary>Files of pictures that have the same bytes.</summary>
internal static class Duplicates
{
    /// <summary>What is odd about copies among the pictures, a sentence each.</summary>
    public static IEnumerable<string> Find<T>(DataSet<T> data)
    {
        string[] training = [.. data.Training.Select(picture => picture.Path)], heldOut = [.. data.HeldOut.Select(picture => picture.Path)];
        string[] all = [.. training, .. heldOut];
        var hashes = new UInt128[all.Length];
        PictureFiles.ForEach(all.Length, index => hashes[index] = XxHash128.HashToUInt128(File.ReadAllBytes(all[index])));
        var byHash = Enumerable.Range(0, all.Length).GroupBy(index => hashes[index]).Where(group => group.Count() > 1).ToList();

        var seen = byHash.Where(group => group.First() < training.Length && group.Last() >= training.Length).ToList();
        if (seen.Count > 0)
        {
            yield return $"{seen.Count} pictures that are held out are trained on as well (the same bytes), the first: " +
                $"{Plain.Path(all[seen[0].First()])} and {Plain.Path(all[seen[0].Last()])}. The accuracy on them means nothing.";
        }

        var twice = byHash.Where(group => group.Count(index => index < training.Length) > 1).ToList();
        if (twice.Count > 0)
        {
            var pair = twice[0].Take(2).ToList();
            yield return $"{twice.Count} pictures to train on are there more than once (the same bytes), the first: " +
                $"{Plain.Path(all[pair[0]])} and {Plain.Path(all[pair[1]])}.";
        }
    }
}
