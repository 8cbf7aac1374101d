using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Emo.Codegen.Tests.Support;

/// <summary>Measures the methods of an assembly.</summary>
internal static class MethodSizes
{
    /// <summary>Every method of the assembly that has a body.</summary>
    public static ImmutableArray<MethodSize> Measure(byte[] assembly)
    {
        using var image = new PEReader(ImmutableArray.Create(assembly));
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.MethodDefinitions
                .Select(metadata.GetMethodDefinition)
                .Where(method => method.RelativeVirtualAddress != 0)
                .Select(method => Measure(metadata, method, image.GetMethodBody(method.RelativeVirtualAddress))),
        ];
    }

    /// <summary>Fails with the methods that the JIT would not optimise, largest first.</summary>
    public static void AssertWithinJitLimits(byte[] assembly) => Assert.Empty(
        Measure(assembly).Where(size => !size.Fits(MethodSize.JitLimits)).OrderByDescending(size => size.IlBytes));

    private static MethodSize Measure(MetadataReader metadata, MethodDefinition method, MethodBodyBlock body)
    {
        var type = metadata.GetTypeDefinition(method.GetDeclaringType());
        byte[] il = body.GetILBytes()!;
        var instructions = IlInstruction.Decode(il);
        var handlers = body.ExceptionRegions.SelectMany(region =>
            new[]
            {
                region.TryOffset,
                region.TryOffset + region.TryLength,
                region.HandlerOffset,
                region.HandlerOffset + region.HandlerLength,
            });
        int blocks = instructions.SelectMany(instruction => instruction.BlockStarts)
            .Concat(handlers)
            .Append(0)
            .Where(offset => offset < il.Length)
            .Distinct()
            .Count();
        return new MethodSize(
            $"{metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}",
            il.Length,
            instructions.Count,
            blocks,
            CountLocals(metadata, body),
            instructions.Count(instruction => instruction.IsLocalReference));
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
            return 0;
        var blob = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        blob.ReadSignatureHeader();
        return blob.ReadCompressedInteger();
    }
}
