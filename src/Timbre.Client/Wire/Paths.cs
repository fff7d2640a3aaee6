namespace Timbre.Client.Wire;

internal static class Paths
{
    public const string Voices = "api/v2/voices";

    public static string Voice(string uuid) => $"{Voices}/{Uri.EscapeDataString(uuid)}";

    public static string Recordings(string voice) => $"{Voice(voice)}/recordings";

    public static string Recording(string voice, string uuid) => $"{Recordings(voice)}/{Uri.EscapeDataString(uuid)}";

    public static string Consent(string voice) => $"{Voice(voice)}/consent";

    public static string Callbacks(string voice) => $"{Voice(voice)}/callbacks";

    public static string Page(string path, int page, int pageSize) => $"{path}?page={page}&page_size={pageSize}";
}
