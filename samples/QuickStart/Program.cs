using ImageProvenance;
using ImageProvenance.Policies;

// dotnet run --project samples/QuickStart [FOLDER]: the folder holds 'signed' (an image layout) and 'cosign.pub'.
string samples = args.Length > 0 ? args[0] : FindSamples();
string image = $"oci:{Path.Combine(samples, "signed")}";
string key = File.ReadAllText(Path.Combine(samples, "cosign.pub"));

// The verification: what must be proven, the verdict, and the digest that it is about.
var policy = VerificationPolicy.Require(rule => rule
    .SignedBy(signer => signer.Key(key))
    .HasProvenance(provenance => provenance.ConsistentWithImage()));

using var verifier = new ImageVerifier();
var report = await verifier.VerifyAsync(image, policy);

Console.WriteLine(report.Explain());
if (report.IsAllowed)
    Console.WriteLine($"\nUse {report.PinnedReference}");
return report.IsAllowed ? 0 : 1;

// The samples lie in a folder above the built program, wherever it was started from.
static string FindSamples()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        if (Path.Combine(folder.FullName, "samples", "images") is var images && Directory.Exists(images))
            return images;
    throw new DirectoryNotFoundException("No folder above this program holds samples/images; name it as the argument.");
}
