using System.Reflection;

namespace Emo.Codegen.Emission;

/// <summary>The version of the package that this generator is a part of, without the commit.</summary>
internal static class PackageVersion
{
    public static readonly string Value = typeof(PackageVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];
}
