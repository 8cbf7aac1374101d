using System.Collections.Concurrent;

namespace Emo.Benchmarks.Soak;

/// <summary>What happened how often, and what should not have happened.</summary>
internal sealed class SoakCounts
{
    private const int MostFindings = 20;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();

    public IReadOnlyCollection<string> Findings => _findings;

    public IEnumerable<(string Name, long Count)> All =>
        _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (count.Key, count.Value));

    public void Add(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);

    public void Find(string finding)
    {
        if (_findings.Count < MostFindings)
            _findings.Enqueue(finding);
    }
}
