using Pages;
using Pages.Search;

namespace Emo.Application.Tests;

/// <summary>docs/search.md over the pictures of the tests.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task The_program_prints_what_the_page_says() =>
        PageOutput.Check("search.md", "Program", await PageOutput.Of(Program.Run));

    [Fact]
    public void Copies_of_a_picture_are_nearer_than_other_pictures()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        var index = new PictureIndex(EmoCifar10.EmbeddingLength);
        foreach (string name in (string[])["chelsea-q90.jpg", "chelsea-grey.jpg", "coffee.png", "rocket.jpg"])
            index.Add(name, model.Embed("pictures/" + name));

        var found = index.Search(model.Embed("pictures/chelsea.png"), 4).ToArray();
        Assert.Equal("chelsea-q90.jpg", found[0].Name);
        Assert.Equal("chelsea-grey.jpg", found[1].Name);
        Assert.InRange(found[0].Similarity, 0.99f, 1.001f);
        Assert.Equal(1f, index.Search(model.Embed("pictures/coffee.png"), 1).Single().Similarity, 1e-5f);
    }

    [Fact]
    public void An_index_read_back_finds_the_same_bits()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        var index = new PictureIndex(EmoCifar10.EmbeddingLength);
        float[] coffee = model.Embed("pictures/coffee.png");
        index.Add("coffee", coffee);
        index.Add("rocket", model.Embed("pictures/rocket.jpg"));
        index.Save("saved.index");
        Assert.Equal(index.Search(coffee, 5), PictureIndex.Load("saved.index").Search(coffee, 5));
        Assert.Throws<ArgumentException>(() => index.Add("short", coffee[1..]));
    }
}
