using System.Reflection;
using TorchSharp;
using Xunit.Sdk;

[assembly: Emo.Train.Tests.TensorScope]

namespace Emo.Train.Tests;

/// <summary>
/// Keeps each test's tensors to its end. The finalizer may take a temporary one while libtorch still reads it, which crashes the process.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TensorScopeAttribute : BeforeAfterTestAttribute
{
    [ThreadStatic]
    private static DisposeScope? s_scope;

    public override void Before(MethodInfo methodUnderTest) => s_scope = torch.NewDisposeScope();

    public override void After(MethodInfo methodUnderTest)
    {
        s_scope?.Dispose();
        s_scope = null;
    }
}
