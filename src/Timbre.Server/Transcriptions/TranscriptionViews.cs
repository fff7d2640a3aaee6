using System.Text.Json.Serialization;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Server.Transcriptions;

/// <summary>A transcription as OpenAI's API has it.</summary>
/// <param name="Text">What is said.</param>
internal sealed record TranscriptionView(string Text);

/// <summary>The same with times.</summary>
/// <param name="Task">`transcribe`.</param>
/// <param name="Language">A code of ISO 639, such as `en`; empty where nothing is said.</param>
/// <param name="Duration">Of the sound, in seconds.</param>
/// <param name="Text">What is said.</param>
/// <param name="Segments">About a sentence each.</param>
/// <param name="Words">Where they were asked for.</param>
/// <param name="Model">What has written it down: an addition of ours.</param>
internal sealed record VerboseTranscriptionView(
    string Task, string Language, double Duration, string Text, IReadOnlyList<TranscriptionSegmentView> Segments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TranscriptionWordView>? Words, string Model)
{
    public static VerboseTranscriptionView Of(RecognisedSpeech speech, double seconds, bool hasWords, string model) => new(
        "transcribe", speech.Language ?? "", Math.Round(seconds, 2), speech.Text,
        [.. speech.Sentences.Select((sentence, i) => new TranscriptionSegmentView(
            i, Rounded(sentence.StartSeconds), Rounded(sentence.EndSeconds), sentence.Text, AverageLogProbability(sentence)))],
        hasWords
            ? [.. speech.Words.Select(word => new TranscriptionWordView(word.Word, Rounded(word.StartSeconds), Rounded(word.EndSeconds)))]
            : null,
        model);

    private static double Rounded(double seconds) => Math.Round(seconds, 3);

    private static double AverageLogProbability(RecognisedSentence sentence) =>
        Math.Round(sentence.Words.Average(word => Math.Log(Math.Max(word.Probability, 1e-6))), 3);
}

/// <summary>A stretch of speech.</summary>
/// <param name="Id">Counted from 0.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Text">What is said.</param>
/// <param name="AvgLogprob">Mean of the logarithms of its words' probabilities.</param>
internal sealed record TranscriptionSegmentView(int Id, double Start, double End, string Text, double AvgLogprob);

/// <summary>A word.</summary>
/// <param name="Word">As the text has it.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
internal sealed record TranscriptionWordView(string Word, double Start, double End);
