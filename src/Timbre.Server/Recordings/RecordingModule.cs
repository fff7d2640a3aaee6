namespace Timbre.Server.Recordings;

/// <summary>Recordings of a voice.</summary>
internal static class RecordingModule
{
    public static void AddRecordings(this IServiceCollection to) => to.AddSingleton<RecordingTable>();
}
