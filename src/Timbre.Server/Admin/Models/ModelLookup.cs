using Timbre.Bundles.Files;
using Timbre.Bundles.Store;
using Timbre.Server.Http;

namespace Timbre.Server.Admin.Models;

/// <summary>Finds the model that an address names.</summary>
internal static class ModelLookup
{
    /// <summary>Null where there is none of that name, or none can be.</summary>
    /// <exception cref="RefusedException">What is written about it is damaged.</exception>
    public static Bundle? Find(BundleFolder bundles, string name)
    {
        if (!BundleName.IsAllowed(name))
            return null;
        try
        {
            return bundles.Find(name);
        }
        catch (BundleException damaged)
        {
            throw new RefusedException(new Refusal(503, "model_unusable", damaged.Message));
        }
    }
}
