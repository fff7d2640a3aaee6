using Timbre.Bundles.Store;

namespace Timbre.Server.Admin.Models;

/// <summary>Finds the model that an address names.</summary>
internal static class ModelLookup
{
    /// <summary>Null where there is none of that name, or none can be.</summary>
    public static Bundle? Find(BundleFolder bundles, string name) => BundleName.IsAllowed(name) ? bundles.Find(name) : null;
}
