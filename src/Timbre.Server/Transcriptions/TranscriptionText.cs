using System.Globalization;
using System.Text;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Server.Transcriptions;

/// <summary>Transcriptions as plain text and as subtitles.</summary>
internal static class TranscriptionText
{
    /// <summary>Sentences as SubRip has them.</summary>
    public static string Srt(RecognisedSpeech speech)
    {
        var text = new StringBuilder();
        foreach (var (i, sentence) in speech.Sentences.Index())
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{Time(sentence.StartSeconds, ',')} --> {Time(sentence.EndSeconds, ',')}\n")
                .Append(sentence.Text).Append("\n\n");
        return text.ToString();
    }

    /// <summary>Sentences as WebVTT has them (W3C, "WebVTT: The Web Video Text Tracks Format").</summary>
    public static string Vtt(RecognisedSpeech speech)
    {
        var text = new StringBuilder("WEBVTT\n\n");
        foreach (var sentence in speech.Sentences)
            text.Append(CultureInfo.InvariantCulture, $"{Time(sentence.StartSeconds, '.')} --> {Time(sentence.EndSeconds, '.')}\n")
                .Append(Escaped(sentence.Text)).Append("\n\n");
        return text.ToString();
    }

    private static string Time(double seconds, char point)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}";
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
