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
    private readonly SharedMembers? _shared;
    private int _calledByNetwork;

    public MemberSet()
        : this(shared: null)
    {
    }

    private MemberSet(SharedMembers? shared)
    {
        _shared = shared;
        Constants = shared?.Constants ?? new ConstantTable();
    }

    /// <summary>What the members of a target load.</summary>
    public ConstantTable Constants { get; }

    /// <summary>The members that are the same for all targets.</summary>
    public IReadOnlyList<Member> OfNetwork => _ofNetwork;

    /// <summary>The members that a target has to have, since the network calls them.</summary>
    public IEnumerable<Method> CalledByNetwork => _ofTarget.Take(_calledByNetwork).Cast<Method>();

    /// <summary>
    /// A set for one target, with the network's members under the same names. What models share goes to <paramref name="shared"/>.
    /// </summary>
    public MemberSet ForTarget(SharedMembers shared)
    {
        var set = new MemberSet(shared) { _calledByNetwork = _ofTarget.Count };
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
        if (IsShared(member) && _taken.Contains(name))
            throw new InvalidOperationException($"Two members that models share have the name {name}.");
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
        bool isFirst = true;
        for (int i = 0; i < _ofTarget.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var member = _ofTarget[i];
            if (IsShared(member))
            {
                _shared!.Add(_names[member], shared => Emit(shared, target, member, isCalledByNetwork: false));
                continue;
            }

            if (!isFirst)
                source.Line();
            isFirst = false;
            Emit(source, target, member, isCalledByNetwork: i < _calledByNetwork);
        }
    }

    private bool IsShared(Member member) => _shared is not null && member.IsShared;

    private void Emit(SourceWriter source, VectorTarget? target, Member member, bool isCalledByNetwork) =>
        member.Emit(new MemberWriter(source, target, this, _names[member], AccessOf(member, isCalledByNetwork)));

    private string AccessOf(Member member, bool isCalledByNetwork) =>
        IsShared(member) ? "internal" : isCalledByNetwork ? "public" : "private";
}
