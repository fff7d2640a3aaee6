using Timbre.Server.Configuration;
using Timbre.Server.Recordings.Upload;

namespace Timbre.Server.Recordings;

/// <summary>Recordings of a voice: create, list, get, update, delete, and the sound itself.</summary>
internal static class RecordingModule
{
    public static void AddRecordings(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<RecordingLimits>())
        .AddSingleton<RecordingTable>()
        .AddSingleton<RecordingViews>()
        .AddSingleton<Findings.FindingTable>()
        .AddSingleton<UploadReader>()
        .AddSingleton<AudioImport>()
        .AddSingleton<CreateRecording>()
        .AddSingleton<UpdateRecording>();

    public static void MapRecordings(this IEndpointRouteBuilder api)
    {
        CreateRecording.Map(api);
        ListRecordings.Map(api);
        GetRecording.Map(api);
        UpdateRecording.Map(api);
        DeleteRecording.Map(api);
        RecordingAudio.Map(api);
    }
}
