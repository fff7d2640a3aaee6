using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Store;
using Timbre.Models.Programs;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>
/// Measures a bundle on this machine before it is used: on ten sentences, spoken by flite's voice slt, with one thread.
/// </summary>
public static class BundleCheck
{
    private static readonly string[] Sentences =
    [
        "The recording was made in a quiet room on a Monday morning.", "Please leave your message after the tone.",
        "She opened the window and listened to the rain.", "Seven of the twelve boxes were still missing.",
        "Nobody had expected the train to arrive so early.", "My sister works at the hospital across the river.",
        "A cold wind was blowing over the empty fields.", "They agreed to meet again at the end of the week.",
        "The teacher wrote the answer on the board.", "Turn left at the church and follow the narrow road.",
    ];

    private static readonly ChildProgram Flite = new("flite", "flite");

    /// <summary>The figures, which are not kept yet.</summary>
    /// <param name="progress">Told the share that is done.</param>
    /// <exception cref="RecogniserUnavailableException">It cannot be started, or its files are damaged.</exception>
    /// <exception cref="RecogniserFailedException">It broke off or took too long.</exception>
    public static CheckResult Run(Bundle bundle, TimeProvider time, Action<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var host = new ModelHost(bundle, threads: 1, Timeout.InfiniteTimeSpan);
        var recogniser = new BundleRecogniser(host, "check");
        var (errors, words, seconds, watch) = (0.0, 0, 0.0, new Stopwatch());
        string? first = null;
        foreach (var (i, sentence) in Sentences.Index())
        {
            var sound = Spoken(sentence, ct);
            if (i > 0)
                watch.Start(); // the first one waits for the process
            var recognised = recogniser.Recognise([sound], "en", ct)[0].Text;
            watch.Stop();
            seconds += i > 0 ? sound.Seconds : 0;
            first ??= recognised;
            var said = PlainWords.Of(sentence);
            errors += WordAgreement.Align(said, PlainWords.Of(recognised), string.Equals).ErrorRate * said.Count;
            words += said.Count;
            progress?.Invoke((i + 1.0) / (Sentences.Length + 1));
        }

        var again = recogniser.Recognise([Spoken(Sentences[0], ct)], "en", ct)[0].Text;
        return new CheckResult(
            Math.Round(errors / words, 4), words, Math.Round(watch.Elapsed.TotalSeconds / seconds, 3), host.PeakMemoryBytes(),
            again == first, host.Isolation, time.GetUtcNow());
    }

    private static AudioClip Spoken(string sentence, CancellationToken ct)
    {
        using var scratch = new ScratchFolder();
        var file = scratch.File("spoken.wav");
        Flite.Run(["-voice", "slt", "-t", sentence, "-o", file], TimeSpan.FromSeconds(30), ct);
        return WavReader.Read(file, AudioLimits.UpTo(60, long.MaxValue));
    }
}
