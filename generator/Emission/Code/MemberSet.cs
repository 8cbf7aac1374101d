namespace Emo.Codegen.Emission;

/// <summary>
/// The members that a network uses, each emitted once, in the order of first use, and the constants that they load. What blocks call is
/// collected first, and has its names then; members that use others add them while they are emitted.
/// </summary>
internal sealed class MemberSet
{
    private readonly Dictionary<Member, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly List<Member> _ofNetwork = [];
    private readonly List<Member> _ofTarget = [];
    private int _calledByNetwork;

    /// <summary>What the members of a target load.</summary>
    public ConstantTable Constants { get; } = new();

    /// <summary>The members that are the same for all targets.</summary>
    public IReadOnlyList<Member> OfNetwork => _ofNetwork;

    /// <summary>The members that a target has to have, since the network calls them.</summary>
    public IEnumerable<Method> CalledByNetwork => _ofTarget.Take(_calledByNetwork).Cast<Method>();

    /// <summary>A set for one target, with the network's members under the same names.</summary>
    public MemberSet ForTarget()
    {
        var set = new MemberSet { _calledByNetwork = _ofTarget.Count };
        set._ofNetwork.AddRange(_ofNetwork);
        set._ofTarget.AddRange(_ofTarget);
        foreach (var pair in _names)
        {
            set._names.Add(pair.Key, pair.Value);
            set._taken.Add(pair.Value);
        }

        return set;
    }

    /// <summary>The name of an equal member, which will be emitted if it was not asked for before.</summary>
    public string Use(Member member)
    {
        if (_names.TryGetValue(member, out string? name))
            return name;
        name = member.BaseName;
        for (int i = 2; !_taken.Add(name); i++)
            name = $"{member.BaseName}_{Code.Text(i)}";
        _names.Add(member, name);
        (member.IsOfNetwork ? _ofNetwork : _ofTarget).Add(member);
        return name;
    }

    /// <summary>Emits the members that are the same for all targets, and those that they use in turn.</summary>
    public void EmitNetwork(SourceWriter source, CancellationToken cancellation)
    {
        for (int i = 0; i < _ofNetwork.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Line();
            Emit(source, target: null, _ofNetwork[i], isCalledByNetwork: false);
        }

        _calledByNetwork = _ofTarget.Count;
    }

    /// <summary>Emits the members of a target: those that the network calls, and those that they use in turn.</summary>
    public void EmitTarget(SourceWriter source, VectorTarget target, CancellationToken cancellation)
    {
        for (int i = 0; i < _ofTarget.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i > 0)
                source.Line();
            Emit(source, target, _ofTarget[i], isCalledByNetwork: i < _calledByNetwork);
        }
    }

    private void Emit(SourceWriter source, VectorTarget? target, Member member, bool isCalledByNetwork) =>
        member.Emit(new MemberWriter(source, target, this, _names[member], isCalledByNetwork));
}
