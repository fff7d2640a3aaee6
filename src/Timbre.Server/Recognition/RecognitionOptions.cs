using Timbre.Bundles.Files;
using Timbre.Bundles.Store;
using Timbre.Server.Configuration;

namespace Timbre.Server.Recognition;

/// <summary>Which recogniser writes down speech.</summary>
/// <param name="Name">A bundle's, or <c>built-in</c>; null is what <c>timbre models use</c> has chosen last.</param>
/// <param name="FallsBack">Whether the built-in recogniser takes the place of a bundle that cannot be started; refused otherwise.</param>
internal sealed record RecognitionOptions(string? Name, bool FallsBack)
{
    public const string NameSetting = "TIMBRE_RECOGNISER";
    public const string FallbackSetting = "TIMBRE_RECOGNISER_FALLBACK";

    /// <exception cref="SettingException">A setting names a recogniser that is not there, or is not one of its values.</exception>
    public static RecognitionOptions Read(SettingsReader settings) => new(
        settings.Text(NameSetting),
        settings.Text(FallbackSetting)?.ToLowerInvariant() switch
        {
            null or "none" => false,
            BundleName.BuiltIn => true,
            _ => throw new SettingException(FallbackSetting, $"is none or {BundleName.BuiltIn}."),
        });

    /// <exception cref="SettingException">There is no such bundle, or it recognises nothing.</exception>
    public void Check(BundleFolder bundles)
    {
        try
        {
            if (Name is not null and not BundleName.BuiltIn && !bundles.Get(Name).Can(BundleAbility.Recognise))
                throw new BundleException($"The model {Name} cannot recognise speech.");
        }
        catch (BundleException wrong)
        {
            throw new SettingException(NameSetting, wrong.Message);
        }
    }
}
