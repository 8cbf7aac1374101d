using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen;

/// <summary>A class, its spec and the plan of its network: all that emission needs.</summary>
internal sealed record PlannedModel(ModelTarget Target, string HintName, ModelSpec Spec, ExecutionPlan Plan);
