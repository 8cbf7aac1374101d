using System.Text.Json.Nodes;

namespace Emo.Codegen.Tests.Differential;

public sealed class SpecShrinkerTests
{
    [Fact]
    public void Only_what_fails_is_left()
    {
        var spec = JsonNode.Parse("""
            {
              "name": "big",
              "input": { "height": 90, "width": 70 },
              "stem": { "width": 24, "kernel": 5, "norm": "layer" },
              "stages": [
                { "depth": 2, "width": 12, "expansion": 2.5, "squeezeExcite": 0.5 },
                {
                  "depth": 3, "width": 18, "expansion": 3, "norm": "none",
                  "blocks": [ { "kernel": 9 }, { "kernel": 7, "norm": "layer" }, {} ]
                }
              ],
              "head": { "type": "classifier", "classes": 12, "preWidth": 9 }
            }
            """)!.AsObject();
        var shrunk = SpecShrinker.Shrink(spec, candidate => candidate.ToJsonString().Contains("\"kernel\":7", StringComparison.Ordinal));
        Assert.Equal(
            """{"name":"big","input":{"height":32,"width":32},"stem":{"width":1}""" +
            ""","stages":[{"depth":1,"width":1,"expansion":1,"blocks":[{"kernel":7}]}],"head":{"type":"classifier","classes":1}}""",
            shrunk.ToJsonString());
    }
}
