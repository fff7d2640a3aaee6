using System.Runtime.CompilerServices;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Formats.Riff;
using Timbre.Models.Voices;

namespace Timbre.Server.Speech.Streaming;

/// <summary>
/// From stretches as they are made to sound as it is sent: the next stretch is asked for when all of the last one has been taken.
/// </summary>
internal static class SoundStream
{
    private const int BlockSamples = 4096;

    /// <summary>Samples at another rate, the same as if the whole had been converted at once: no seam between stretches is heard.</summary>
    /// <returns>Blocks; each is valid until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> Samples(
        IAsyncEnumerable<PhraseStretch> stretches, int rateHz, [EnumeratorCancellation] CancellationToken ct)
    {
        Resampler? resampler = null;
        var output = Array.Empty<float>();
        await foreach (var stretch in stretches.WithCancellation(ct))
        {
            if (resampler is null && stretch.Sound.RateHz != rateHz)
            {
                resampler = new Resampler(stretch.Sound.RateHz, rateHz);
                output = new float[resampler.OutputBound(BlockSamples)];
            }

            for (var at = 0; at < stretch.Sound.Samples.Length; at += BlockSamples)
            {
                var block = stretch.Sound.Samples.AsMemory(at, Math.Min(BlockSamples, stretch.Sound.Samples.Length - at));
                if (resampler is not null)
                    block = output.AsMemory(0, resampler.Process(block.Span, output));
                if (!block.IsEmpty)
                    yield return block;
            }
        }

        if (resampler?.Flush(output) is > 0 and var rest)
            yield return output.AsMemory(0, rest);
    }

    /// <summary>The same as a WAV stores them, without a header.</summary>
    /// <returns>Blocks; each is valid until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pcm(
        IAsyncEnumerable<PhraseStretch> stretches, int rateHz, WavEncoding encoding, [EnumeratorCancellation] CancellationToken ct)
    {
        var bytes = Array.Empty<byte>();
        await foreach (var samples in Samples(stretches, rateHz, ct))
        {
            var size = samples.Length * WavWriter.SampleBytes(encoding);
            if (bytes.Length < size)
                bytes = new byte[size];
            WavWriter.Encode(samples.Span, encoding, bytes);
            yield return bytes.AsMemory(0, size);
        }
    }

    /// <summary>
    /// A WAV of unknown length: both of its sizes say "until it ends". The header comes with the first sound, so that a failure to make
    /// that is still an answer of its own.
    /// </summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Wav(
        IAsyncEnumerable<PhraseStretch> stretches, int rateHz, WavEncoding encoding, [EnumeratorCancellation] CancellationToken ct)
    {
        var begun = false;
        await foreach (var block in Pcm(stretches, rateHz, encoding, ct))
        {
            yield return begun ? block : (byte[])[.. WavWriter.Header(rateHz, encoding, null), .. block.Span];
            begun = true;
        }

        if (!begun)
            yield return WavWriter.Header(rateHz, encoding, 0);
    }

    /// <summary>A WAV of known length whose header, one block, tells the times of what is said in it.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> TimedWav(
        TimedSpeech speech, int rateHz, WavEncoding encoding, [EnumeratorCancellation] CancellationToken ct)
    {
        var frames = ((speech.Samples * rateHz) + speech.RateHz - 1) / speech.RateHz;
        yield return TimedWavHeader.Of(
            rateHz, encoding, frames,
            [
                .. Labels(speech.Times.GraphChars, speech.Times.GraphTimes, false),
                .. Labels(speech.Times.PhonChars, speech.Times.PhonTimes, true)
            ]);
        await foreach (var block in Pcm(speech.Stretches, rateHz, encoding, ct))
            yield return block;
        if (frames * WavWriter.SampleBytes(encoding) % 2 != 0)
            yield return new byte[1]; // the pad that chunks of odd size have, and the header counted

        IEnumerable<WavLabel> Labels(IReadOnlyList<string> texts, IReadOnlyList<double[]> times, bool phones) =>
            texts.Zip(times, (text, time) => new WavLabel(text, phones, Sample(time[0]), Sample(time[1]) - Sample(time[0])));
        uint Sample(double seconds) => (uint)Math.Clamp(Math.Round(seconds * rateHz), 0, frames);
    }
}

/// <summary>Speech whose times are all known before its first sound is taken.</summary>
/// <param name="Times">Of all that is said.</param>
/// <param name="Samples">How many there will be.</param>
/// <param name="RateHz">Of the voice.</param>
/// <param name="Stretches">The sound, to be taken once.</param>
internal sealed record TimedSpeech(Timestamps Times, long Samples, int RateHz, IAsyncEnumerable<PhraseStretch> Stretches);
