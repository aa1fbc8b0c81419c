namespace ImageProvenance.Testing;

/// <summary>Demands one user and password of every request.</summary>
internal sealed class BasicAuthentication(string user, string password) : IRegistryAuthentication
{
    private readonly string _expected = Unauthorized.BasicHeader(user, password);

    public RegistryResponse? Refuse(RegistryRequest request, RegistryRoute route) =>
        request.Header("Authorization") == _expected ? null : Unauthorized.Challenge("Basic realm=\"registry\"");

    public RegistryResponse? AnswerToken(RegistryRequest request) => null;
}
