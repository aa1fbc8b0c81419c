namespace ImageProvenance.Oci;

/// <summary>
/// A credential file cannot be read or is malformed, or a credential helper fails. A mistake of the caller's set-up, not a
/// verdict; going on anonymously would only hide it behind another error.
/// </summary>
public sealed class CredentialException : ArgumentException
{
    /// <summary>Creates the exception; the message says which file or helper and what is wrong, never what is in it.</summary>
    public CredentialException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
