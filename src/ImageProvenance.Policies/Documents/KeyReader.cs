using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Reads keys: in place, or in files that the host reads.</summary>
internal sealed class KeyReader(Func<string, string>? readKeyFile)
{
    public void Read(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members("file", "pem", "algorithm");
        string? algorithm = members.Text("algorithm");
        bool hasFile = members.TryGetValue("file", out var file);
        bool hasPem = members.TryGetValue("pem", out var pem);
        if (hasFile == hasPem)
            node.Mistake("a key has either 'file' or 'pem'.");
        else if (hasPem && pem.Text() is { } text)
            Add(pem, signer, text, algorithm);
        else if (hasFile && file.Text() is { } path)
            ReadFile(file, signer, path, algorithm);
    }

    private void ReadFile(PolicyNode node, SignerBuilder signer, string path, string? algorithm)
    {
        if (readKeyFile is null)
        {
            node.Mistake("key files cannot be read here; write the key as 'pem', or load the policy from its file.");
            return;
        }

        try
        {
            Add(node, signer, readKeyFile(path), algorithm);
        }
        catch (IOException e)
        {
            node.Mistake($"the key file '{path}' cannot be read: {e.Message}");
        }
    }

    private static void Add(PolicyNode node, SignerBuilder signer, string pem, string? algorithm)
    {
        try
        {
            signer.Keys(PublicKey.FromPem(pem, algorithm));
        }
        catch (MalformedContentException e)
        {
            node.Mistake(e.Failure.ToString());
        }
    }
}
