namespace ImageProvenance.Tests;

/// <summary>Where an image and its evidence lie: verdicts must not depend on it.</summary>
public enum Place
{
    ReferrersApi,
    PagedReferrers,
    ReferrersTag,
    LossyReferrersTag,
    Layout,
    Archive,
}
