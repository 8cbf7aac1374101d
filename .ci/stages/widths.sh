#!/usr/bin/env bash
# The tests that depend on the width of vectors, in Release: 256 bits, 128 bits, and emulated vectors.
for project in Codegen Conformance Downstream Runtime; do
    [[ ${CI_STAGES_DONE-} == *" release "* ]] || dotnet build -c Release "tests/Emo.$project.Tests"
done

for setting in DOTNET_EnableAVX512=0 DOTNET_EnableAVX2=0; do
    echo "$setting"
    env $setting dotnet test -c Release --no-build tests/Emo.Codegen.Tests \
        --filter "FullyQualifiedName~ActivationTests|FullyQualifiedName~NotFiniteInputTests"
    env $setting dotnet test -c Release --no-build tests/Emo.Conformance.Tests
    env $setting dotnet test -c Release --no-build tests/Emo.Downstream.Tests
    env $setting dotnet test -c Release --no-build tests/Emo.Runtime.Tests --filter "FullyQualifiedName~Pictures"
done

# Optimized from the first call, as loops are after a while: what becomes of NaN must not depend on it.
DOTNET_TieredCompilation=0 dotnet test -c Release --no-build tests/Emo.Codegen.Tests \
    --filter "FullyQualifiedName~ActivationTests|FullyQualifiedName~NotFiniteInputTests"

# Without any instruction set vectors are emulated, which is slow: the small models and pictures have to do.
DOTNET_EnableHWIntrinsic=0 dotnet test -c Release --no-build tests/Emo.Conformance.Tests \
    --filter "FullyQualifiedName~No_attention|FullyQualifiedName~Squeeze_excite|FullyQualifiedName~Attention_after"
DOTNET_EnableHWIntrinsic=0 dotnet test -c Release --no-build tests/Emo.Runtime.Tests \
    --filter "FullyQualifiedName~Pictures&Emulated!=Slow"
DOTNET_EnableHWIntrinsic=0 dotnet test -c Release --no-build tests/Emo.Codegen.Tests \
    --filter "FullyQualifiedName~Nan_infinities_zeros_and_denormals|FullyQualifiedName~NotFiniteInputTests"
