using System.Globalization;

namespace Emo.Train.Tests.DataSets;

/// <summary>Annotations as COCO has them.</summary>
internal static class CocoText
{
    public static string Of(IEnumerable<string> images, IEnumerable<string> annotations, params string[] categories)
    {
        var names = categories.Select((name, index) => $$"""{ "id": {{index + 1}}, "name": "{{name}}", "supercategory": "x" }""");
        return $$"""
            { "info": {}, "images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", annotations)}}],
              "categories": [{{string.Join(", ", names)}}] }
            """;
    }

    public static string Image(int id, string file, int width = 40, int height = 30) =>
        $$"""{ "id": {{id}}, "file_name": "{{file}}", "width": {{width}}, "height": {{height}} }""";

    public static string Box(int image, int category, double left, double top, double width, double height, int crowd = 0)
    {
        string box = string.Create(CultureInfo.InvariantCulture, $"[{left}, {top}, {width}, {height}]");
        return $$"""
            { "id": {{image}}, "image_id": {{image}}, "category_id": {{category}}, "bbox": {{box}}, "iscrowd": {{crowd}},
              "segmentation": [[1, 2, 3, 4, 5, 6]] }
            """;
    }
}
