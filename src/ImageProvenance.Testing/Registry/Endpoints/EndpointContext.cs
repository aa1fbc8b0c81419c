namespace ImageProvenance.Testing;

/// <summary>A request with all that an endpoint needs to answer it. The registry's lock is held while it does.</summary>
internal readonly record struct EndpointContext(InMemoryRegistry Registry, RepositoryStore Store, RegistryRequest Request, RegistryRoute Route)
{
    public RepositoryContent? Repository => Store.Find(Route.Repository);

    public RepositoryContent RepositoryForPush => Store.FindOrCreate(Route.Repository);

    public string PathOf(string rest) => $"/v2/{Route.Repository}/{rest}";
}
