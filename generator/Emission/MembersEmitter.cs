using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The members of the generated class that depend on the task of its network.</summary>
internal abstract class MembersEmitter
{
    /// <summary>The interface that the class implements, over itself.</summary>
    public abstract string Contract { get; }

    /// <summary>What the raw outputs are, in a sentence.</summary>
    public abstract string Outputs { get; }

    /// <summary>How many classes there are and what that number is; null for a network without classes.</summary>
    public abstract (int Count, string Summary)? Classes { get; }

    /// <summary>What Fork hands on beside the weights: an object initializer, or nothing.</summary>
    public abstract string ForkSettings { get; }

    /// <summary>What the constructor sets the field <c>_workspace</c> to; null where it does not.</summary>
    public virtual string? Workspace => null;

    /// <summary>Writes the members, each with a blank line before it.</summary>
    public abstract void Emit(SourceWriter source, ExecutionPlan plan);

    public static MembersEmitter Of(HeadSpec head) => head.AcceptTask(new Selector());

    private sealed class Selector : ITaskVisitor<MembersEmitter>
    {
        public MembersEmitter Visit(ClassifierHeadSpec head) => new ClassifierMembersEmitter(head);

        public MembersEmitter Visit(FeaturesHeadSpec head) => new FeatureMembersEmitter();

        public MembersEmitter Visit(DetectorHeadSpec head) => new DetectorMembersEmitter(head);

        public MembersEmitter Visit(SegmenterHeadSpec head) => new SegmenterMembersEmitter(head);
    }
}
