using Timbre.Bundles.Store;
using Timbre.Server.Configuration;

namespace Timbre.Server.Recognition;

/// <summary>Which recogniser writes down speech, and the models that were added.</summary>
internal static class RecognitionModule
{
    public static void AddRecognition(this IServiceCollection to, SettingsReader settings, string dataFolder)
    {
        var bundles = BundleFolder.In(dataFolder);
        var options = RecognitionOptions.Read(settings);
        options.Check(bundles);
        to.AddSingleton(bundles)
            .AddSingleton(options)
            .AddSingleton(settings.Limits<RecognitionLimits>())
            .AddSingleton<RecogniserInUse>();
    }
}
