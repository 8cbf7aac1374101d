namespace Emo.Codegen.Emission.Kernels;

/// <summary>A kernel that needs to know nothing of the vector width: it shares out work, moves cells, and calls others. The network has it, once for all widths.</summary>
internal abstract record Driver : Kernel;
