using System.Text.Json;

namespace Emo.Tool.Tests;

public class ProgramTests
{
    [Fact]
    public void The_tool_starts_where_there_is_only_a_newer_runtime()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "emo.runtimeconfig.json");
        using var configuration = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal("Major", configuration.RootElement.GetProperty("runtimeOptions").GetProperty("rollForward").GetString());
    }
}
