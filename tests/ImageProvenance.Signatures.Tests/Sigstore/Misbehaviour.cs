using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Rows of tests about what a virtual Sigstore gets wrong: log, content, what, and the code that it is refused with.</summary>
internal static class Misbehaviour
{
    /// <summary>With both versions of Rekor, about artifacts and statements.</summary>
    public static IEnumerable<TestCaseData> Any(string code, string name, Action<VirtualSigstore> misbehave) =>
        [.. V1(code, name, misbehave), .. V2(code, name, misbehave)];

    public static IEnumerable<TestCaseData> V1(string code, string name, Action<VirtualSigstore> misbehave) =>
        [Row(RekorVersion.V1, false, code, name, misbehave), Row(RekorVersion.V1, true, code, name, misbehave)];

    public static IEnumerable<TestCaseData> V2(string code, string name, Action<VirtualSigstore> misbehave) =>
        [Row(RekorVersion.V2, false, code, name, misbehave), Row(RekorVersion.V2, true, code, name, misbehave)];

    public static TestCaseData Row(RekorVersion log, bool isStatement, string code, string name, Action<VirtualSigstore> misbehave) =>
        new TestCaseData(log, isStatement, misbehave, code).SetArgDisplayNames(log.ToString(), isStatement ? "statement" : "artifact", name, code);
}
