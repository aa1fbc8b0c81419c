namespace ImageProvenance.Testing;

/// <summary>What the registry demands of a request before it answers. Implementations are thread-safe.</summary>
internal interface IRegistryAuthentication
{
    /// <summary>The refusal of a request, or null where it may pass.</summary>
    RegistryResponse? Refuse(RegistryRequest request, RegistryRoute route);

    /// <summary>The answer to a request that is for the token server, or null where it is for the registry.</summary>
    RegistryResponse? AnswerToken(RegistryRequest request);
}
