namespace Emo.Codegen.Tests.Specs;

/// <summary>The same as <see cref="SpecProblemTests"/> for the preprocessing.</summary>
public sealed class PreprocessingProblemTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\"framing\": \"crop\", ")]
    public void A_crop_has_no_normalization_to_choose(string framing) =>
        SpecProblemTests.AssertProblem(
            TestSpecs.Small().Replace(
                "\"stem\"", $"\"preprocessing\": {{ {framing}\"normalization\": «\"multiply\"» }}, \"stem\"", StringComparison.Ordinal),
            "EMO0107",
            "belongs to the framings 'stretch' and 'fit'");

    [Theory]
    [InlineData("EMO0106", """{ "framing": «"squash"» }""", "crop, stretch, fit")]
    [InlineData(
        "EMO0107", """{ "framing": "stretch", "resize": «40» }""", "'resize' belongs to the framing 'crop', but this one is 'stretch'")]
    [InlineData("EMO0107", """{ "interpolation": «"bicubic"» }""", "but this one is 'stretch'")]
    [InlineData("EMO0107", """{ "framing": «"crop"» }""", "is 'stretch' or 'fit', not 'crop'")]
    [InlineData("EMO0106", """{ "framing": "stretch", "normalization": «"scale"» }""", "multiply, divide")]
    [InlineData("EMO0107", """{ "fitWidth": «32» }""", "belongs to the framing 'fit'")]
    [InlineData("EMO0107", """{ "framing": "fit", "fitHeight": «33», "fitWidth": 32 }""", "but the input has 32")]
    [InlineData("EMO0102", """«{» "framing": "fit", "fitHeight": 32 }""", "'fitWidth'")]
    public void A_problem_of_the_framing_is_reported_where_it_is(string id, string preprocessing, string expected) =>
        SpecProblemTests.AssertProblem(
            TestSpecs.Small(head: TestSpecs.Aspp).Replace(
                "\"stem\"", $"\"preprocessing\": {preprocessing}, \"stem\"", StringComparison.Ordinal),
            id,
            expected);
}
