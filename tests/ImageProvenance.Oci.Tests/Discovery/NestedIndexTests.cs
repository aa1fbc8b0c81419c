namespace ImageProvenance.Oci.Tests;

/// <summary>Indexes within indexes: as deep as an attacker likes, read as deep as the limit says.</summary>
public sealed class NestedIndexTests
{
    private static readonly Content Image = Content.Image();

    private static LayoutFolder Layout(int depth)
    {
        var layout = new LayoutFolder().Blobs(Image, Content.Config());
        var outer = Image;
        for (int i = 0; i < depth; i++)
        {
            outer = Content.Index(outer.Listed("linux/amd64"));
            layout.Blobs(outer);
        }

        return layout.Index(outer.Named("1"));
    }

    private static async Task<Digest> ChooseAsync(LayoutFolder layout, Limits? limits = null)
    {
        using var reader = Reading.Layout($"oci:{layout.Path}:1", limits);
        return (await PlatformChooser.ChooseAsync(await reader.ResolveAsync(default), Platform.Parse("linux/amd64"), reader, default)).Digest;
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(8)]
    public async Task A_platform_is_found_through_indexes_within_indexes(int depth)
    {
        using var layout = Layout(depth);
        Assert.That(await ChooseAsync(layout), Is.EqualTo(Image.Digest));
    }

    // Red without Limits.IndexDepth in PlatformChooser.
    [TestCase(9, 8)]
    [TestCase(2, 1)]
    [TestCase(1_000, 8)]
    public void Indexes_deeper_than_the_limit_are_refused(int depth, int limit)
    {
        using var layout = Layout(depth);
        var failure = Assert.ThrowsAsync<MalformedContentException>(() => ChooseAsync(layout, Limits.Default with { IndexDepth = limit }))!.Failure;
        Assert.That((failure.Code, failure.Expected), Is.EqualTo(("too-deep", $"at most {limit}")));
    }

    [Test]
    public async Task The_only_image_of_a_layout_may_be_an_index_of_indexes()
    {
        using var layout = Layout(3);
        using var reader = Reading.Layout($"oci:{layout.Path}");
        var found = await Reading.DiscoverAsync(reader);
        Assert.That((found.Image.Document is ImageIndex, found.Platforms.Single().Key, found.Unread.Count), Is.EqualTo((true, "linux/amd64", 0)));
    }
}
