namespace Emo.Fuzz.Runs;

/// <summary>How a case went.</summary>
/// <param name="Finding">What broke a rule, if anything did.</param>
/// <param name="IsAccepted">Whether the reader read the file to its end.</param>
internal readonly record struct CaseResult(Finding? Finding, bool IsAccepted);
