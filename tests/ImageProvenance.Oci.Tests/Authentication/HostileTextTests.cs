using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>Whatever stands in challenges, token answers and credential files, they fail in one way.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "Bearer ", "Basic ", "realm=", "service=", "scope=", "error=", "insufficient_scope", "\"", "\\", ",", "=", " ", "https://", "http://", "registry.example", "/token", "?", "#", "@",
        ":", "[::1]", "[fe80::1%25eth0]", "%", "%00", "xn--", "é", "\uD800", "..", "0x7f.1", "{", "}", "[", "]", "\"auths\":", "\"auth\":", "\"token\":", "\"Username\":", "\"Secret\":", "\"credHelpers\":", "\"x\"", "1", "null", "\u0000",
    ];

    private static Arbitrary<string> Text() => Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public FsCheck.Property Challenges_are_always_readable() => Prop.ForAll(Text(), text => AuthChallenge.ReadAll(text).Count >= 0);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public FsCheck.Property Challenges_that_are_answered_end_in_an_answer_or_a_broken_place() => Prop.ForAll(Text(), text =>
    {
        using var registry = new ScriptedRegistry().On("https://registry.example/v2/acme/app/manifests/1", _ => ScriptedRegistry.Challenge($"Bearer realm=\"https://{text}\",scope=\"{text}\""));
        var error = Assert.CatchAsync(async () => await ResolveAsync(Source(registry, Login)));
        return (error is SourceException).Label($"{error}");
    });

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public FsCheck.Property Token_answers_have_a_token_or_are_malformed() => Prop.ForAll(Text(), text => Reads<MalformedContentException>(() => TokenAnswer.Parse(Encoding.UTF8.GetBytes(text))));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public FsCheck.Property Credential_files_are_read_or_malformed() => Prop.ForAll(Text(), text => Reads<MalformedContentException>(() => CredentialFile.Parse(Encoding.UTF8.GetBytes(text), "a test")));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public FsCheck.Property Answers_of_helpers_are_read_or_a_failure() => Prop.ForAll(Text(), text => Reads<CredentialException>(() => CredentialHelperAnswer.Read(0, Encoding.UTF8.GetBytes(text), "helper")));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public FsCheck.Property Keys_name_a_registry_or_nothing() => Prop.ForAll(Text(), text => CredentialKey.Parse(text) is not { Registry.Length: 0 });

    private static bool Reads<TFailure>(Action read)
        where TFailure : Exception
    {
        try
        {
            read();
        }
        catch (TFailure)
        {
        }

        return true;
    }
}
