namespace ImageProvenance.Testing;

/// <summary>The tags of a repository in order, in pages where the client asks for them.</summary>
/// <remarks>OCI distribution-spec, "Listing Tags".</remarks>
internal static class TagsEndpoint
{
    public static RegistryResponse Answer(EndpointContext context)
    {
        if (!context.Request.IsRead)
            return RegistryErrors.Unsupported;
        if (context.Repository is not { } repository)
            return RegistryErrors.NameUnknown;

        _ = int.TryParse(context.Request.QueryValue("n"), out int size);
        var page = Page.Of([.. repository.Tags.Keys], tag => tag, context.Request.QueryValue("last"), size);
        var response = RegistryResponse.Content("application/json", JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", context.Route.Repository);
            json.WriteStartArray("tags");
            foreach (string tag in page.Items)
                json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
        return page.Last is { } last ? response.With("Link", $"<{context.PathOf("tags/list")}?n={size}&last={last}>; rel=\"next\"") : response;
    }
}
