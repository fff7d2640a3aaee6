namespace Timbre.Storage.Blobs;

/// <summary>
/// Names of blobs are made by the server: <c>voice id/blob id.ext</c>, in ASCII letters, digits, dots and hyphens, no part beginning with a
/// dot.
/// </summary>
public static class BlobName
{
    /// <summary>A name that no blob has.</summary>
    /// <param name="voiceId">Whose blob it is: it goes when all of the voice goes.</param>
    /// <param name="extension">With its dot.</param>
    public static string New(string voiceId, string extension) => $"{voiceId}/{Guid.CreateVersion7():N}{extension}";

    /// <summary>The prefix of all blobs of a voice.</summary>
    public static string PrefixOf(string voiceId) => voiceId + "/";

    /// <summary>Whether it has the form of a name.</summary>
    public static bool IsName(string name) => name.Split('/') is [var voice, var blob] && IsPart(voice) && IsPart(blob);

    /// <summary>The voice whose prefix this is; null for anything else.</summary>
    internal static string? VoiceOf(string prefix) => prefix.EndsWith('/') && IsPart(prefix[..^1]) ? prefix[..^1] : null;

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
