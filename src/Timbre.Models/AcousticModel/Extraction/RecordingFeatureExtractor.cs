using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Nn;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text.Terms;

namespace Timbre.Models.AcousticModel.Extraction;

/// <summary>Extracts phrases, frames and the speaker embedding from recordings.</summary>
/// <remarks>Any number of threads.</remarks>
internal sealed class RecordingFeatureExtractor(Encoder encoder, FrameLayout layout, PhoneInventory inventory)
{
    private const double MaxMeasuredBandwidthHz = 9000; // above, quiet sibilants look like the end of the band

    private readonly TextChecker _checker = new();
    private readonly PocketSphinxRecogniser _recogniser = new();
    private readonly RecordingSegmenter _segmenter = new(SphinxAcousticModel.English, inventory);

    /// <summary>One recording of at most <see cref="Transcriber.MaxSeconds"/>.</summary>
    /// <param name="sound">Of any rate.</param>
    /// <param name="text">What is said, or null where it has to be recognised.</param>
    /// <param name="maxCores">Threads at once; more than two find nothing to do.</param>
    public RecordingFeatures Extract(AudioClip sound, string? text, int maxCores, CancellationToken ct)
    {
        var clip = Resampler.Convert(sound, SpeechFormat.SampleRateHz);
        var wide = layout.RateHz == clip.RateHz ? clip : Resampler.Convert(sound, layout.RateHz);
        var (phrases, features) = ((IReadOnlyList<AlignedPhrase>)[], Array.Empty<float>());
        SpeakerEmbedding? speaker = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct },
            () => phrases = Phrases(clip, text, ct),
            () => (features, speaker) = (Features(wide), encoder.TryEmbed(clip, ct)));
        return new RecordingFeatures(phrases, inventory.Pause, layout, features, layout.PointsBelow(BandwidthHz(sound)), speaker);
    }

    /// <summary>Half the rate, or where the sound ends if that is plainly below: what was recorded at a lower rate, or over a telephone.
    /// </summary>
    private static double BandwidthHz(AudioClip sound) =>
        Math.Min(
            sound.RateHz / 2.0,
            Bandwidth.EstimateHz(sound) is > 0 and < MaxMeasuredBandwidthHz and var hz ? hz : double.PositiveInfinity);

    private IReadOnlyList<AlignedPhrase> Phrases(AudioClip clip, string? text, CancellationToken ct)
    {
        var sound = SphinxAcousticModel.ExtractFeatures(clip); // once for both: what the model finds in it is half of the work of either
        var transcript = text is not null && SpokenText.Read(text, ReadingOptions.None) is { } spoken
            && _checker.Check(sound, spoken, ct) is { IsChecked: true, Fits: true }
            ? text
            : Recognise(clip, ct);
        return transcript.Length > 0 && _segmenter.Segment(sound, transcript, ct) is { } cut ? cut.Phrases : [];
    }

    private float[] Features(AudioClip clip)
    {
        var frames = WorldVocoder.Analyse(clip);
        var features = new FrameFeatures(frames.RateHz, frames.Bins, layout).Of(frames);
        NormaliseLevel(features);
        return features;
    }

    /// <summary>Recognised words: where they are wrong, they still sound like the speech.</summary>
    private string Recognise(AudioClip clip, CancellationToken ct) =>
        _recogniser.Recognise([clip], "en", ct)[0].Text;

    /// <summary>Subtracts from all spectra the logarithm of the mean power of the louder half of the frames.</summary>
    private void NormaliseLevel(float[] features)
    {
        var powers = new double[features.Length / layout.Count];
        for (var frame = 0; frame < powers.Length; frame++)
        {
            foreach (var log in features.AsSpan((frame * layout.Count) + layout.FirstMel, layout.Mels))
                powers[frame] += Math.Exp(log);
        }

        Array.Sort(powers);
        var level = (float)Math.Log(powers.AsSpan(powers.Length / 2).ToArray().Average());
        for (var frame = 0; frame < powers.Length; frame++)
        {
            foreach (ref var log in features.AsSpan((frame * layout.Count) + layout.FirstMel, layout.Mels))
                log -= level;
        }
    }
}
